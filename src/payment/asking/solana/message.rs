//! Instructions as the bytes of a legacy message.

/// A public key, or the address of an account.
pub type Key = [u8; 32];

/// An account that an instruction names.
#[derive(Clone, Copy)]
pub struct Account {
    key: Key,
    changes: bool,
}

impl Account {
    /// An account that changes; the payer's, who alone signs, is one.
    pub fn changed(key: Key) -> Self {
        Self { key, changes: true }
    }

    /// An account that is only looked at.
    pub fn read(key: Key) -> Self {
        Self {
            key,
            changes: false,
        }
    }
}

/// A call of a program.
pub struct Instruction {
    /// Which program.
    pub program: Key,
    /// Its accounts, in its own order.
    pub accounts: Vec<Account>,
    /// What it is told.
    pub data: Vec<u8>,
}

/// The message: the payer first, then what changes, then what is only read. None if it names more than its
/// short numbers can count.
pub fn legacy(payer: Key, blockhash: &Key, instructions: &[Instruction]) -> Option<Vec<u8>> {
    let mut accounts = vec![Account::changed(payer)];
    let named = instructions.iter().flat_map(|instruction| {
        let program = Account::read(instruction.program);
        instruction.accounts.iter().copied().chain([program])
    });
    for account in named {
        match accounts.iter_mut().find(|known| known.key == account.key) {
            Some(known) => known.changes |= account.changes,
            None => accounts.push(account),
        }
    }
    // The payer stands in front already, and is the only one who signs.
    let (changed, read): (Vec<Account>, Vec<Account>) =
        accounts.into_iter().partition(|account| account.changes);
    let unchanged = read.len();
    let accounts = [changed, read].concat();
    let place = |key: &Key| {
        let place = accounts.iter().position(|account| account.key == *key)?;
        u8::try_from(place).ok()
    };
    let mut message = vec![1, 0, short(unchanged)?, short(accounts.len())?];
    message.extend(accounts.iter().flat_map(|account| account.key));
    message.extend(blockhash);
    message.push(short(instructions.len())?);
    for instruction in instructions {
        message.push(place(&instruction.program)?);
        message.push(short(instruction.accounts.len())?);
        for account in &instruction.accounts {
            message.push(place(&account.key)?);
        }
        long(&mut message, instruction.data.len())?;
        message.extend(&instruction.data);
    }
    Some(message)
}

/// A count that takes one byte in Solana's compact form.
fn short(count: usize) -> Option<u8> {
    u8::try_from(count).ok().filter(|count| *count < 0x80)
}

/// A count that may take two.
fn long(message: &mut Vec<u8>, count: usize) -> Option<()> {
    match short(count) {
        Some(count) => message.push(count),
        None => {
            message.push(u8::try_from(count & 0x7f).ok()? | 0x80);
            message.push(short(count >> 7)?);
        }
    }
    Some(())
}
