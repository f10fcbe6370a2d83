/** One level of elements: texts as CDATA, numbers bare. */
export function writeXml(elements: Readonly<Record<string, string | number>>): string {
  const written = Object.entries(elements).map(
    ([name, value]) => `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`,
  );
  return `<xml>${written.join('')}</xml>`;
}

/** What XML 1.0 cannot hold at all: https://www.w3.org/TR/xml/#charsets */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The mark that ends a section is cut in two, each half in a section of its own. */
function cdata(text: string): string {
  const safe = text.toWellFormed().replaceAll(UNWRITABLE, '').replaceAll(']]>', ']]]]><![CDATA[>');
  return `<![CDATA[${safe}]]>`;
}
