//! The glue's changes on a small glue of wasm-bindgen's layout.

use super::super::names::tests::module;
use super::*;

const GLUE: &str = r#"/**
 * A mounted checkout.
 */
export class Handle {
    free() {
        const ptr = this.__destroy_into_raw();
        wasm.__wbg_handle_free(ptr, 0);
    }
}
if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;

export class Sink {
    close() {
        if (this.__wbg_ptr) {
            wasm.sink_close(this.__wbg_ptr);
        }
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;

export function mount(element) {
    const ret = wasm.mount(element);
    return ret;
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_new_1: function(arg0, arg1) {
            try {
                return new Error(arg0);
            } finally {
                wasm.__wbindgen_free(arg0, arg1, 1);
            }
        },
        __wbg_close_2: function() { return handleError(function (arg0) {
            arg0.close();
        }, arguments); },
        __wbg_now_3: function() {
            // Cast intrinsic for `wasm_bindgen: F64 -> Externref`.
            return Date.now();
        },
    };
    return {
        __proto__: null,
        "./x_bg.js": import0,
    };
}
const HandleFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_handle_free(ptr, 1));
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));
let wasm;
function view() {
    if (wasm !== undefined) return new Uint8Array(wasm.memory.buffer);
    return new URL('x_bg.wasm', import.meta.url);
}
function finish(instance) {
    wasm = instance.exports;
}
"#;

fn glue() -> Glue {
    Glue::new(GLUE.to_owned())
}

fn mapping() -> Mapping {
    Mapping::read(
        r#"{"imports":[["./x_bg.js","__wbg_new_1","a"],["./x_bg.js","__wbg_now_3","b"]],
            "exports":[["memory","c"],["mount","d"],["__wbg_handle_free","e"],["__wbindgen_free","$"]]}"#,
    )
    .unwrap()
}

#[test]
fn a_class_goes_with_all_that_belongs_to_it_and_nothing_else() {
    let without = glue().without_class("Sink").unwrap();
    assert!(!without.text().contains("Sink") && !without.text().contains("sink"));
    let gone = GLUE.lines().count() - without.text().lines().count();
    assert_eq!(gone, 7 + 1 + 3);
    assert!(without.text().lines().all(|line| GLUE.contains(line)));
    assert!(without.text().contains("wasm.__wbg_handle_free(ptr, 1)"));
}

#[test]
fn a_class_that_is_not_as_expected_stops_the_build() {
    let refused = |text: String| {
        let error = Glue::new(text).without_class("Sink").unwrap_err();
        format!("{error:#}")
    };
    let missing = refused(GLUE.replace("export class Sink", "class Sink"));
    assert!(
        missing.contains("`export class Sink {` nowhere"),
        "{missing}"
    );
    let twice = refused(format!("{GLUE}{GLUE}"));
    assert!(twice.contains("more than once"), "{twice}");
    let used = refused(format!("{GLUE}const sink = new Sink();\n"));
    assert!(used.contains("uses Sink outside"), "{used}");
    let inner = refused(GLUE.replace("\nconst SinkFinal", "\nlet x; const SinkFinal"));
    assert!(inner.contains("begins no line"), "{inner}");
}

#[test]
fn used_exports_are_whole_names_behind_the_module_object() {
    let used: Vec<_> = glue().without_class("Sink").unwrap().used_exports_owned();
    let expected = ["__wbg_handle_free", "__wbindgen_free", "memory", "mount"];
    assert_eq!(used, expected);
    let others = Glue::new("x.wasm.a(); mywasm.b(); $wasm.c(); 'wasm.'; (wasm.d)".to_owned());
    assert_eq!(others.used_exports_owned(), ["d"]);
}

#[test]
fn an_export_that_is_chosen_at_run_time_stops_the_build() {
    for text in ["wasm[name]()", "wasm?.run()", "const { run } = wasm;"] {
        assert!(Glue::new(text.to_owned()).used_exports().is_err(), "{text}");
    }
}

#[test]
fn the_glue_follows_the_module_to_its_new_names() {
    let old = glue().without_class("Sink").unwrap();
    let new = old.renamed(&mapping(), "m").unwrap();
    for text in [
        "        a: function(arg0, arg1) {\n            try {\n",
        "                wasm.$(arg0, arg1, 1);\n            }\n        },\n        b: function() {\n",
        "            return Date.now();\n        },\n    };\n",
        "        \"m\": import0,\n",
        "export function mount(element) {\n    const ret = wasm.d(element);\n",
        "(ptr => wasm.e(ptr, 1));",
        "(wasm !== undefined) return new Uint8Array(wasm.c.buffer);",
        "'x_bg.wasm'",
    ] {
        assert!(new.text().contains(text), "{text}\n---\n{}", new.text());
    }
    // The module imports it no more.
    assert!(!new.text().contains("close"), "{}", new.text());

    let wasm = module(&[("m", "a"), ("m", "b")], &["c", "d", "e", "$", "f"]);
    new.check(&Interface::of(&wasm).unwrap()).unwrap();
}

#[test]
fn names_without_a_counterpart_stop_the_build() {
    let old = glue().without_class("Sink").unwrap();
    let with = |change: fn(&mut Mapping)| {
        let mut mapping = mapping();
        change(&mut mapping);
        format!("{:#}", old.renamed(&mapping, "m").unwrap_err())
    };
    let import = with(|map| drop(map.imports.insert("__wbg_x".into(), "z".into())));
    assert!(
        import.contains("imports 3 functions, the glue has 2"),
        "{import}"
    );
    let export = with(|map| drop(map.exports.remove("mount")));
    assert!(export.contains("no export mount"), "{export}");
    let module = with(|map| map.module = "./y_bg.js".into());
    assert!(module.contains("./y_bg.js"), "{module}");
}

#[test]
fn glue_and_module_that_do_not_fit_stop_the_build() {
    let renamed = glue().without_class("Sink").unwrap();
    let renamed = renamed.renamed(&mapping(), "m").unwrap();
    let refused = |imports: &[(&str, &str)], exports: &[&str]| {
        let interface = Interface::of(&module(imports, exports)).unwrap();
        format!("{:#}", renamed.check(&interface).unwrap_err())
    };
    let exports = ["c", "d", "e", "$"];
    let import = refused(&[("m", "a"), ("m", "z")], &exports);
    assert!(import.contains("imports z from m"), "{import}");
    let module = refused(&[("n", "a")], &exports);
    assert!(module.contains("imports a from n"), "{module}");
    let export = refused(&[("m", "a")], &["c", "d", "e"]);
    assert!(export.contains("calls $"), "{export}");
}

#[test]
fn the_rest_gets_the_same_imports_and_what_the_first_part_exports() {
    let glue = glue().with_rest("c").unwrap();
    let (before, rest) = glue
        .text()
        .split_once("export function rest(bytes) {")
        .unwrap();
    assert!(before.starts_with(GLUE));
    let made = rest.find("__wbg_get_imports()");
    let added = rest.find("imports[\"c\"] = wasm;");
    assert!(made.is_some() && made < added, "{rest}");
    for gone in ["__wbg_get_imports", "instance.exports"] {
        let other = Glue::new(GLUE.replace(gone, "other"));
        assert!(other.with_rest("c").is_err(), "{gone}");
    }
}

#[test]
fn a_glue_with_scripts_of_its_own_is_not_renamed() {
    let line = "        \"./x_bg.js\": import0,\n";
    let text = GLUE.replace(
        line,
        &format!("{line}        \"./snippets/y.js\": import1,\n"),
    );
    let error = format!(
        "{:#}",
        Glue::new(text).renamed(&mapping(), "m").unwrap_err()
    );
    assert!(error.contains("scripts of its own"), "{error}");
}

impl Glue {
    /// The used exports, in order.
    fn used_exports_owned(&self) -> Vec<String> {
        let used = self.used_exports().unwrap();
        used.into_iter().map(str::to_owned).collect()
    }
}
