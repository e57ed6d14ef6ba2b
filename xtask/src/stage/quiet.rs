//! Takes out of a module where in the sources each panic stands: nobody is told.
//!
//! The widget's panic hook shows a panel and tells the host; it prints no place. A place is still found: the
//! browser's console names the function and the offset, and the same sources build the same module.

use anyhow::{Context, Result};
use wasmparser::{DataKind, Operator, Parser, Payload};

/// A panic's place as the compiler writes it: where the file's name is, its length, line and column.
const PLACE: usize = 16;

/// The longest name of a file, in bytes.
const LONGEST: usize = 200;

/// A part of the module that is copied into memory at a known address.
struct Segment {
    address: usize,
    start: usize,
    end: usize,
}

/// Makes every place empty and every file's name zeros, and tells how many places there were.
///
/// # Errors
/// The bytes are not a WebAssembly module.
pub fn hush(wasm: &mut [u8]) -> Result<usize> {
    let mut places = 0;
    for segment in segments(wasm)? {
        let Some(data) = wasm.get_mut(segment.start..segment.end) else {
            continue;
        };
        let mut names = Vec::new();
        for at in (0..data.len().saturating_sub(PLACE - 1)).step_by(4) {
            let Some(name) = place(data, at, segment.address) else {
                continue;
            };
            if let Some(found) = data.get_mut(at..at + PLACE) {
                // An empty text: a pointer that is not null, and no length.
                found.fill(0);
                if let Some(first) = found.first_mut() {
                    *first = 1;
                }
            }
            names.push(name);
            places += 1;
        }
        for name in names {
            if let Some(name) = data.get_mut(name) {
                name.fill(0);
            }
        }
    }
    Ok(places)
}

/// The data that stands at fixed addresses.
fn segments(wasm: &[u8]) -> Result<Vec<Segment>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::DataSection(section) = payload.context("not a WebAssembly module")? else {
            continue;
        };
        for data in section {
            let data = data.context("cannot read the data")?;
            let DataKind::Active { offset_expr, .. } = data.kind else {
                continue;
            };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                continue;
            };
            let end = usize::try_from(data.range.end).context("data beyond memory")?;
            let start = end - data.data.len();
            found.push(Segment {
                address: usize::try_from(value).context("data at no address")?,
                start,
                end,
            });
        }
    }
    Ok(found)
}

/// Where in the data the name of the file is, if here is a panic's place.
fn place(data: &[u8], at: usize, address: usize) -> Option<std::ops::Range<usize>> {
    let word = |index: usize| {
        let bytes = data.get(at + index * 4..at + index * 4 + 4)?;
        usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
    };
    let (pointer, length, line, column) = (word(0)?, word(1)?, word(2)?, word(3)?);
    let likely = (4..LONGEST).contains(&length)
        && (1..100_000).contains(&line)
        && (1..1_000).contains(&column);
    let start = pointer.checked_sub(address)?;
    let name = data.get(start..start.checked_add(length)?)?;
    let is_file = name.ends_with(b".rs") && name.iter().all(u8::is_ascii_graphic);
    (likely && is_file).then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ConstExpr, DataSection, MemorySection, MemoryType, Module};

    fn module(data: &[u8]) -> Vec<u8> {
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut section = DataSection::new();
        section.active(0, &ConstExpr::i32_const(1024), data.iter().copied());
        let mut module = Module::new();
        module.section(&memories).section(&section);
        module.finish()
    }

    fn place_of(pointer: u32, length: u32, line: u32, column: u32) -> Vec<u8> {
        [pointer, length, line, column]
            .into_iter()
            .flat_map(u32::to_le_bytes)
            .collect()
    }

    #[test]
    fn places_and_names_go_and_all_else_stays() {
        let name = b"/view/qr.rs ";
        let words = b"keep.rs me!!";
        let mut data = name.to_vec();
        data.extend(words);
        data.extend(place_of(1024, 11, 45, 9));
        data.extend(place_of(1036, 12, 45, 9));
        data.extend(place_of(9, 11, 45, 9));
        let mut wasm = module(&data);
        let length = wasm.len();
        assert_eq!(hush(&mut wasm).unwrap(), 1);
        assert_eq!(wasm.len(), length);
        let left = &wasm[length - data.len()..];
        assert_eq!(&left[..12], b"\0\0\0\0\0\0\0\0\0\0\0 ");
        assert_eq!(&left[12..24], words);
        assert_eq!(left[24..40], place_of(1, 0, 0, 0));
        assert_eq!(left[40..], data[40..], "what only looks like places");
    }

    #[test]
    fn no_module_is_an_error() {
        assert!(hush(&mut b"no module".to_vec()).is_err());
    }
}
