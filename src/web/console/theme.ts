import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Mantine asks for ten shades; what is seen comes from the tokens of design/tokens.css. */
const accent: MantineColorsTuple = [
  '#eaf3fb',
  '#d3e5f5',
  '#a5caea',
  '#74addf',
  '#4c95d6',
  '#2f85d0',
  '#0b5fa5',
  '#095591',
  '#07497d',
  '#053c68',
];

/** Buttons: one filled kind, one outlined, one that is text. */
const variantColorResolver: VariantColorsResolver = ({ variant, color }) => {
  const tone = color === 'red' ? 'var(--bad)' : 'var(--accent)';
  if (variant === 'filled')
    return { background: tone, hover: tone, color: 'var(--on-accent)', border: '1px solid transparent' };
  if (variant === 'light')
    return { background: 'var(--raised)', hover: 'var(--raised)', color: tone, border: '1px solid var(--line)' };
  return {
    background: 'transparent',
    hover: 'var(--raised)',
    color: variant === 'default' ? 'var(--ink)' : tone,
    border: variant === 'subtle' || variant === 'transparent' ? '1px solid transparent' : '1px solid var(--edge)',
  };
};

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent },
  // The page's language chooses the fonts (design/base.css), so nothing here may.
  fontFamily: 'inherit',
  headings: { fontFamily: 'inherit' },
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  defaultRadius: 8,
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem' },
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver,
});

/** Light and dark follow the system through the tokens; Mantine's own names point to them. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--raised)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light': 'var(--raised)',
    '--mantine-primary-color-light-color': 'var(--accent)',
  };
  return { variables: {}, light: both, dark: both };
};
