use std::borrow::Cow;

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection, MemArg,
    MemorySection, MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType,
    TypeSection, ValType,
};
use wasmparser::{Operator, Parser, Payload};

use super::*;
use crate::stage::names::Interface;

/// The module's functions: two imported ones, then its own.
const NAMES: [&str; 9] = [
    "log",
    "paid",
    "cryptorefills_checkout::embed::mount::h1",
    "cryptorefills_checkout::payment::rules::least::h2",
    "cryptorefills_checkout::view::later::screen::h3",
    "cryptorefills_checkout::view::receipt::screen::h4",
    "cryptorefills_checkout::payment::proof::prove::h5",
    "core::ops::function::FnOnce::call_once{{vtable.shim}}::h6",
    "core::ops::function::FnOnce::call_once{{vtable.shim}}::h7",
];
const LOG: u32 = 0;
const PAID: u32 = 1;
const MOUNT: u32 = 2;
const LEAST: u32 = 3;
const LATER: u32 = 4;
const RECEIPT: u32 = 5;
const PROVE: u32 = 6;
const ONCE: u32 = 7;
const LATER_ONCE: u32 = 8;

const CUT: [&str; 1] = ["view::later::screen"];
const POINTED: [&str; 1] = ["payment"];

/// A page is mounted and shows a receipt later; what proves is called through a slot. Both parts call what
/// tells the least amount, though its name is one of those that the rest calls through pointers. What calls what
/// proves has a slot too.
fn whole() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    let mut imports = ImportSection::new();
    imports.import("a", "log", EntityType::Function(0));
    imports.import("a", "paid", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for function in [MOUNT, LEAST, LATER, RECEIPT, PROVE, ONCE, LATER_ONCE] {
        functions.function(u32::from(function == LEAST));
        let mut body = Function::new([]);
        let mut does = body.instructions();
        match function {
            MOUNT => {
                does.call(LOG)
                    .call(LOG)
                    .i32_const(7)
                    .call(LEAST)
                    .drop()
                    .call(LATER);
            }
            LEAST => {
                does.global_get(0).i32_const(1).i32_add();
                does.i32_const(2).i32_mul().i32_const(3).i32_sub();
            }
            LATER => {
                does.call(RECEIPT);
                does.call(PAID).i32_const(8).call(LEAST).drop();
                does.i32_const(1).call_indirect(0, 0);
            }
            RECEIPT => {
                let place = MemArg {
                    offset: 4,
                    align: 2,
                    target: Default::default(),
                    ordering: None,
                };
                does.i32_const(0).global_get(0).i32_store(place);
            }
            PROVE => {
                does.call(RECEIPT).call(RECEIPT).call(RECEIPT);
                does.call(RECEIPT).call(RECEIPT).call(RECEIPT);
            }
            LATER_ONCE => {
                does.call(PROVE);
            }
            _ => {
                does.call(LOG);
            }
        }
        does.end();
        code.function(&body);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 4,
        maximum: Some(4),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    let stack = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    globals.global(stack, &ConstExpr::i32_const(1_024));
    let mut exports = ExportSection::new();
    exports.export("b", ExportKind::Memory, 0);
    exports.export("mount", ExportKind::Func, MOUNT);
    let mut elements = ElementSection::new();
    let slots = Elements::Functions(Cow::Owned(vec![PROVE, ONCE, LATER_ONCE]));
    elements.active(None, &ConstExpr::i32_const(1), slots);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(16), *b"words");
    let mut map = NameMap::new();
    for (number, name) in (0..).zip(NAMES) {
        map.append(number, name);
    }
    let mut names = NameSection::new();
    names.functions(&map);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&tables).section(&memories).section(&globals);
    module.section(&exports).section(&elements);
    module.section(&code).section(&data).section(&names);
    module.finish()
}

/// What each own function of a module does, in words.
fn bodies(wasm: &[u8]) -> Vec<String> {
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload.unwrap() {
            let operators = body.get_operators_reader().unwrap();
            let words = operators
                .into_iter()
                .map(|operator| match operator.unwrap() {
                    Operator::I32Const { value } => value.to_string(),
                    other => format!("{other:?}")
                        .split([' ', '{'])
                        .next()
                        .unwrap()
                        .to_owned(),
                });
            bodies.push(words.collect::<Vec<_>>().join(" "));
        }
    }
    bodies.sort();
    bodies
}

fn pair(module: &str, name: &str) -> (String, String) {
    (module.to_owned(), name.to_owned())
}

#[test]
fn each_part_has_what_it_needs() {
    let halves = at(&whole(), &CUT, &POINTED, &[]).unwrap();
    let first = Interface::of(&halves.first).unwrap();
    let rest = Interface::of(&halves.rest).unwrap();
    assert_eq!(first.imports, [pair("a", "log")].into());
    assert!(rest.imports.contains(&pair("a", "paid")));
    assert_eq!(rest.exports, [].into());
    assert_ne!(halves.module, "a");
    let taken = rest
        .imports
        .iter()
        .filter(|(module, _)| *module == halves.module);
    // One function, the table, the memory, the stack's place.
    assert_eq!(taken.clone().count(), 4);
    for (_, name) in taken {
        assert!(first.exports.contains(name), "{name} is not exported");
    }
    for name in ["b", "mount"] {
        assert!(first.exports.contains(name), "{name} is gone");
    }
}

#[test]
fn the_first_part_calls_the_rest_through_a_slot_of_its_own() {
    let halves = at(&whole(), &CUT, &POINTED, &[]).unwrap();
    assert_eq!(
        bodies(&halves.first),
        [
            "Call Call 7 Call Drop 4 CallIndirect End",
            "Call End",
            "GlobalGet 1 I32Add 2 I32Mul 3 I32Sub End",
        ]
    );
    assert_eq!(
        bodies(&halves.rest),
        [
            "0 GlobalGet I32Store End",
            "Call Call 8 Call Drop 1 CallIndirect End",
            "Call Call Call Call Call Call End",
            "Call End",
        ]
    );
    let slots = |wasm: &[u8]| {
        let mut filled = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::ElementSection(section) = payload.unwrap() {
                for element in section {
                    let wasmparser::ElementKind::Active { offset_expr, .. } = element.unwrap().kind
                    else {
                        panic!("not active");
                    };
                    let mut offset = offset_expr.get_operators_reader();
                    filled.push(format!("{:?}", offset.read().unwrap()));
                }
            }
        }
        filled
    };
    assert_eq!(slots(&halves.first), ["I32Const { value: 2 }"]);
    let both = ["I32Const { value: 1 }", "I32Const { value: 3 }"];
    assert_eq!(slots(&halves.rest), both);
}

#[test]
fn a_module_that_cannot_be_cut_is_refused() {
    let refused = |cuts: &[&str]| match at(&whole(), cuts, &POINTED, &[]) {
        Ok(_) => String::new(),
        Err(error) => format!("{error:#}"),
    };
    let gone = refused(&["view::gone"]);
    assert!(
        gone.contains("no function is named cryptorefills_checkout::view::gone::"),
        "{gone}"
    );
    let exported = refused(&["embed::mount"]);
    assert!(exported.contains("is exported"), "{exported}");
    assert!(at(b"no module", &CUT, &POINTED, &[]).is_err());
}

#[test]
fn the_same_module_is_always_cut_alike() {
    let (one, two) = (
        at(&whole(), &CUT, &POINTED, &[]),
        at(&whole(), &CUT, &POINTED, &[]),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.first, two.first);
    assert_eq!(one.rest, two.rest);
}

/// Where data goes, and what.
fn data(wasm: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let parts = Parts::of(wasm).unwrap();
    let mut data: Vec<(u32, Vec<u8>)> = parts
        .data
        .iter()
        .filter(|(_, bytes)| !bytes.is_empty())
        .map(|(place, bytes)| (*place, bytes.to_vec()))
        .collect();
    data.sort();
    data
}

#[test]
fn later_data_goes_into_the_rest_to_its_own_place() {
    let wasm = whole();
    let all = data(&wasm);
    let (start, bytes) = all.first().unwrap();
    let whole = at(&wasm, &CUT, &POINTED, &[]).unwrap();
    assert_eq!(data(&whole.first), all);
    let piece = bytes.get(1..3).unwrap();
    let halves = at(&wasm, &CUT, &POINTED, &[piece]).unwrap();
    let kept = [
        (*start, bytes.get(..1).unwrap().to_vec()),
        (start + 3, bytes.get(3..).unwrap().to_vec()),
    ];
    assert_eq!(data(&halves.first), kept);
    let mut later = Vec::new();
    for payload in Parser::new(0).parse_all(&halves.rest) {
        if let Payload::DataSection(section) = payload.unwrap() {
            later.extend(section.into_iter().map(|one| one.unwrap().data.to_vec()));
        }
    }
    assert_eq!(later, [piece]);
    let (twice, nowhere) = (&[][..], &b"not in it"[..]);
    for wrong in [twice, nowhere] {
        assert!(at(&wasm, &CUT, &POINTED, &[wrong]).is_err());
    }
}

#[test]
fn short_names_come_in_order_and_are_not_given_twice() {
    let names: Vec<String> = short_names(&["b"]).take(53).collect();
    assert_eq!(names.first().map(String::as_str), Some("a"));
    assert_eq!(names.get(1).map(String::as_str), Some("c"));
    assert_eq!(names.last().map(String::as_str), Some("ab"));
    let mut sorted = names.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), names.len());
}
