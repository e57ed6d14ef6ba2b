//! Which tools there are, and which of them a piece of work takes.

/// Which tool; the order is the one `doctor` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The standard library for `wasm32-unknown-unknown`.
    WasmTarget,
    /// npm, which fetches `wasm-opt`, terser, TypeScript and axe-core, and builds the examples.
    Npm,
    /// Trunk, which drives the build.
    Trunk,
    /// `wasm-bindgen` and its test runner.
    WasmBindgen,
    /// Binaryen's optimiser.
    WasmOpt,
    /// What makes scripts small.
    Terser,
    /// A C++ compiler, for the fuzzer's own sources.
    Cxx,
    /// The compiler that checks the type declarations.
    Typescript,
    /// The checker of accessibility.
    Axe,
    /// The first browser of the tests, and the one for purchases under every fault.
    Chromium,
    /// What drives it.
    Chromedriver,
    /// The second browser of the tests.
    Firefox,
    /// What drives it.
    Geckodriver,
    /// The third browser of the tests: WebKitGTK's own small one.
    MiniBrowser,
    /// What drives it.
    WebkitDriver,
    /// A screen in memory, which that browser cannot do without.
    Xvfb,
}

impl Need {
    /// Every tool.
    pub const ALL: [Self; 16] = [
        Self::WasmTarget,
        Self::Npm,
        Self::Trunk,
        Self::WasmBindgen,
        Self::WasmOpt,
        Self::Terser,
        Self::Cxx,
        Self::Typescript,
        Self::Axe,
        Self::Chromium,
        Self::Chromedriver,
        Self::Firefox,
        Self::Geckodriver,
        Self::MiniBrowser,
        Self::WebkitDriver,
        Self::Xvfb,
    ];

    /// What a build of dist/ takes.
    pub const BUILD: [Self; 5] = [
        Self::WasmTarget,
        Self::Trunk,
        Self::WasmBindgen,
        Self::WasmOpt,
        Self::Terser,
    ];

    /// What making dist/ small takes.
    pub const STAGE: [Self; 2] = [Self::WasmOpt, Self::Terser];

    /// What the fuzzer takes.
    pub const FUZZ: [Self; 1] = [Self::Cxx];
    /// What checking the type declarations and the examples takes, beside a build.
    pub const TYPES: [Self; 2] = [Self::Npm, Self::Typescript];

    /// What whole purchases in Chromium take, beside a build.
    pub const E2E: [Self; 3] = [Self::Axe, Self::Chromium, Self::Chromedriver];

    /// What whole purchases in Firefox take, beside a build.
    pub const E2E_FIREFOX: [Self; 2] = [Self::Firefox, Self::Geckodriver];

    /// What whole purchases in WebKit take, beside a build.
    pub const E2E_WEBKIT: [Self; 3] = [Self::MiniBrowser, Self::WebkitDriver, Self::Xvfb];

    /// What the tests in Chromium take.
    pub const CHROMIUM: [Self; 4] = [
        Self::WasmTarget,
        Self::WasmBindgen,
        Self::Chromium,
        Self::Chromedriver,
    ];

    /// What the tests in Firefox take.
    pub const FIREFOX: [Self; 4] = [
        Self::WasmTarget,
        Self::WasmBindgen,
        Self::Firefox,
        Self::Geckodriver,
    ];

    /// What the tests in WebKit take.
    pub const WEBKIT: [Self; 5] = [
        Self::WasmTarget,
        Self::WasmBindgen,
        Self::MiniBrowser,
        Self::WebkitDriver,
        Self::Xvfb,
    ];
}
