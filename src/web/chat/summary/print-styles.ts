/** Dark on white whatever the system's colours: this page is for paper. */
export const PRINT_STYLES = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #14213d; font: 1rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
html:lang(zh-Hant) body { font-family: "PingFang HK", "Microsoft JhengHei", "Noto Sans HK", "Noto Sans CJK HK", system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 32px 24px; overflow-wrap: anywhere; }
h1 { margin: 0 0 8px; font-size: 1.5rem; line-height: 1.35; }
h2 { margin: 0; font-size: 1rem; }
.time { color: #55617a; font-size: .875rem; font-weight: 400; }
h3 { margin: 12px 0 4px; font-size: .875rem; color: #55617a; }
p { margin: 6px 0; }
section { padding: 16px 0; border-top: 1px solid #d9dfe8; }
section.visitor { padding-left: 16px; border-left: 3px solid #0b5fa5; margin-top: 16px; }
section.officer { padding-left: 16px; border-left: 3px solid #1b7f4b; margin-top: 16px; }
.facts, ol { color: #55617a; font-size: .875rem; }
.case { padding: 12px 16px; border: 1px solid #d9dfe8; border-radius: 8px; background: #f5f7fa; }
.case strong { font-size: 1.25rem; font-variant-numeric: tabular-nums; }
ol { margin: 0; padding-left: 1.75em; }
li + li { margin-top: 6px; }
a { color: #0b5fa5; }
table { width: 100%; margin: 12px 0; border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { padding: 4px 0; font-weight: 600; text-align: start; }
th, td { padding: 6px 8px; border: 1px solid #d9dfe8; text-align: start; vertical-align: top; }
button { min-height: 44px; padding: 8px 20px; border: 1px solid #0b5fa5; border-radius: 8px; background: #0b5fa5; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid #0b5fa5; outline-offset: 2px; }
@media print { button { display: none; } main { max-width: none; padding: 0; } section { break-inside: avoid-page; } @page { margin: 18mm; } }
`;
