//! What bytes weigh on the wire.

use std::io::Write;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

/// One weight in three forms, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weight {
    /// As it lies on the disk.
    pub raw: usize,
    /// After gzip at level 9.
    pub gzip: usize,
    /// After brotli at quality 11.
    pub brotli: usize,
}

impl Weight {
    /// Of a file's content.
    ///
    /// # Errors
    /// A compressor fails.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self {
            raw: bytes.len(),
            gzip: gzip(bytes)?,
            brotli: brotli(bytes)?,
        })
    }

    /// Of both, each compressed by itself.
    pub fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        // The largest window that every browser accepts (RFC 7932, 9.1, without the large-window extension).
        lgwin: 24,
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_those_of_the_compressed_streams() {
        let text = "the same words again and again, ".repeat(100);
        let weight = Weight::of(text.as_bytes()).unwrap();
        assert_eq!(weight.raw, 3_200);
        assert!(
            weight.gzip < 200 && weight.brotli < weight.gzip,
            "{weight:?}"
        );

        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(text.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        let mut back = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*packed), &mut back)
            .unwrap();
        assert_eq!((packed.len(), back), (weight.gzip, text));
    }
}
