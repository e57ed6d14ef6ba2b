// The widget's own looks, as documented, and presets that differ from them.

export const COLOURS = [
  ['surface', 'Surface'], ['raised', 'Raised'], ['text', 'Text'], ['muted', 'Muted text'], ['border', 'Border'],
  ['accent', 'Accent'], ['on-accent', 'On accent'], ['danger', 'Danger'], ['warning', 'Warning'], ['success', 'Success'],
];

export const SHAPES = [['radius', 'Radius', 28], ['gap', 'Gap', 28]];

export const FONTS = [
  ["the page's", 'inherit'],
  ["the system's", 'system-ui, sans-serif'],
  ['serif', 'Georgia, "Times New Roman", serif'],
  ['round', 'ui-rounded, "Nunito", "Varela Round", system-ui, sans-serif'],
  ['monospace', 'ui-monospace, Menlo, Consolas, monospace'],
];

export const DEFAULTS = {
  light: {
    surface: '#ffffff', raised: '#f5f6f8', text: '#161a22', muted: '#596273', border: '#dfe3ea', accent: '#2f4fd0',
    'on-accent': '#ffffff', danger: '#b3261e', warning: '#845300', success: '#0a6b43',
  },
  dark: {
    surface: '#14171d', raised: '#1e222a', text: '#eef1f5', muted: '#a5aebd', border: '#323843', accent: '#9db2ff',
    'on-accent': '#0d1433', danger: '#ffa198', warning: '#f0c45a', success: '#6fd8a3',
  },
  shape: { radius: '14px', gap: '16px', font: 'inherit' },
};

export const PRESETS = {
  own: { name: "the widget's own" },
  meadow: {
    name: 'Meadow',
    light: {
      surface: '#fffdf6', raised: '#f4f1e4', text: '#24301f', muted: '#55604e', border: '#d5d2bf', accent: '#2f6b3c',
      'on-accent': '#fbfff2',
    },
    dark: {
      surface: '#20271d', raised: '#2a3326', text: '#e6ebdc', muted: '#a9b49f', border: '#3c4636', accent: '#a5d18a',
      'on-accent': '#17230f',
    },
    shape: { radius: '10px' },
  },
  violet: {
    name: 'Violet night',
    light: { surface: '#fbfaff', raised: '#f1eefb', text: '#1d1730', muted: '#5f5878', border: '#ddd6f3', accent: '#6b2fd6' },
    dark: {
      surface: '#120d1f', raised: '#1c1530', text: '#f0ebff', muted: '#b1a6cf', border: '#352a55', accent: '#c3a6ff',
      'on-accent': '#1d0f3d',
    },
    shape: { radius: '20px', font: 'ui-rounded, "Nunito", "Varela Round", system-ui, sans-serif' },
  },
  ink: {
    name: 'Ink on paper',
    light: { raised: '#f2f2f0', text: '#000000', muted: '#4a4a4a', border: '#bdbdbd', accent: '#000000' },
    dark: {
      surface: '#000000', raised: '#141414', text: '#ffffff', muted: '#b8b8b8', border: '#4d4d4d', accent: '#ffffff',
      'on-accent': '#000000',
    },
    shape: { radius: '0px', gap: '20px', font: 'Georgia, "Times New Roman", serif' },
  },
  coral: {
    name: 'Coral',
    light: { surface: '#fffaf7', raised: '#ffeee6', text: '#2e1a14', muted: '#745b52', border: '#f2d6c9', accent: '#bf3b17' },
    dark: {
      surface: '#1f1411', raised: '#2b1c17', text: '#fbebe4', muted: '#c9ada2', border: '#4a322a', accent: '#ff9d7d',
      'on-accent': '#33110a',
    },
    shape: { radius: '16px', gap: '18px' },
  },
  pale: {
    name: 'Too pale (is corrected)',
    light: { text: '#8d93a0', muted: '#b4bac4', accent: '#ffe680', danger: '#ff9d94', warning: '#ffd27a', success: '#8fe0b8' },
    dark: { text: '#4b5362', muted: '#3a414e', accent: '#3d3560', danger: '#6b2a26' },
  },
};
