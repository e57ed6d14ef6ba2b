//! A transfer on Solana as the bytes of a legacy transaction, for a wallet to sign and send.

mod curve;
mod message;

use sha2::{Digest, Sha256};

use crate::payment::chain::Rail;
use crate::payment::proof::Payable;
use crate::payment::text::solana_pay;
use crate::payment::text::uri::split_scheme;
use message::{Account, Instruction, Key};

/// The programs that take part.
const SYSTEM: &str = "11111111111111111111111111111111";
const TOKEN: &str = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
const ASSOCIATED: &str = "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL";
const MEMO: &str = "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr";

/// What addresses of programs are hashed with.
const MARKER: &[u8] = b"ProgramDerivedAddress";
/// A transaction must fit into one packet.
const LONGEST: usize = 1232;

/// A payment on Solana.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solana {
    payee: Key,
    units: u64,
    /// The token's mint and its decimals; none for SOL.
    token: Option<(Key, u8)>,
    /// Keys by which the payee finds the payment (Solana Pay).
    references: Vec<Key>,
    memo: Option<String>,
}

impl Solana {
    /// The transfer that pays exactly this. None for a token that is to be paid to a bare address: nobody here
    /// can tell whether that is its owner's or already a token account (api-notes section 7).
    pub(super) fn of(payable: &Payable) -> Option<Self> {
        let Rail::Solana { mint } = payable.rail() else {
            return None;
        };
        let payee = key(payable.address())?;
        let link = split_scheme(payable.uri()).is_some();
        let references = if link {
            solana_pay::references(payable.uri())?
        } else {
            Vec::new()
        };
        let token = match mint {
            Some(_) if !link || !curve::is_point(&payee) => return None,
            Some(mint) => Some((key(&mint.address)?, mint.decimals)),
            None => None,
        };
        Some(Self {
            payee,
            units: u64::try_from(payable.amount_atomic()?)
                .ok()
                .filter(|units| *units > 0)?,
            token,
            references: references
                .iter()
                .map(|text| key(text))
                .collect::<Option<_>>()?,
            memo: payable.memo().map(str::to_owned),
        })
    }

    /// The transaction, not signed yet, that pays from this account and counts from this block; none if one
    /// of them is none, or for more references than fit.
    pub fn transaction(&self, payer: &str, blockhash: &str) -> Option<Vec<u8>> {
        let payer = key(payer).filter(curve::is_point)?;
        let mut instructions = Vec::new();
        let mut transfer = match self.token {
            None => {
                let mut data = 2_u32.to_le_bytes().to_vec();
                data.extend(self.units.to_le_bytes());
                Instruction {
                    program: key(SYSTEM)?,
                    accounts: vec![Account::changed(payer), Account::changed(self.payee)],
                    data,
                }
            }
            Some((mint, decimals)) => {
                let source = associated(&payer, &mint)?;
                let target = associated(&self.payee, &mint)?;
                // Does nothing where the payee has such an account already.
                instructions.push(Instruction {
                    program: key(ASSOCIATED)?,
                    accounts: vec![
                        Account::changed(payer),
                        Account::changed(target),
                        Account::read(self.payee),
                        Account::read(mint),
                        Account::read(key(SYSTEM)?),
                        Account::read(key(TOKEN)?),
                    ],
                    data: vec![1],
                });
                let mut data = vec![12];
                data.extend(self.units.to_le_bytes());
                data.push(decimals);
                Instruction {
                    program: key(TOKEN)?,
                    accounts: vec![
                        Account::changed(source),
                        Account::read(mint),
                        Account::changed(target),
                        Account::changed(payer),
                    ],
                    data,
                }
            }
        };
        let references = self.references.iter();
        transfer
            .accounts
            .extend(references.map(|key| Account::read(*key)));
        if let Some(memo) = &self.memo {
            instructions.push(Instruction {
                program: key(MEMO)?,
                accounts: Vec::new(),
                data: memo.clone().into_bytes(),
            });
        }
        instructions.push(transfer);
        let message = message::legacy(payer, &key(blockhash)?, &instructions)?;
        // One signature, which the wallet writes.
        let mut transaction = vec![1];
        transaction.extend([0; 64]);
        transaction.extend(message);
        (transaction.len() <= LONGEST).then_some(transaction)
    }
}

/// The account of a token that belongs to an owner by convention (SPL Associated Token Account).
fn associated(owner: &Key, mint: &Key) -> Option<Key> {
    let (token, program) = (key(TOKEN)?, key(ASSOCIATED)?);
    (0..=u8::MAX).rev().find_map(|bump| {
        let mut hash = Sha256::new();
        for part in [owner, &token, mint] {
            hash.update(part);
        }
        hash.update([bump]);
        hash.update(program);
        hash.update(MARKER);
        let address: Key = hash.finalize().into();
        (!curve::is_point(&address)).then_some(address)
    })
}

fn key(text: &str) -> Option<Key> {
    // Decoding takes quadratic time, so hostile lengths are refused first.
    let bytes = bs58::decode(text.get(..text.len().min(45))?).into_vec();
    bytes.ok()?.try_into().ok()
}

/// A transaction's id, of the signature that a wallet returned.
pub fn signature(bytes: &[u8]) -> Option<String> {
    (bytes.len() == 64).then(|| bs58::encode(bytes).into_string())
}

#[cfg(test)]
mod tests;
