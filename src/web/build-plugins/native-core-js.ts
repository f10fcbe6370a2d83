import type { Plugin } from 'vite';

const HELPER = /^@babel\/runtime-corejs3\/helpers\//;
const FEATURE =
  /^(?:@babel\/runtime-corejs3\/core-js(?:-stable)?|core-js-pure\/(?:features|es|stable|actual|full))\/(?<feature>.+?)(?:\/index)?(?:\.js)?$/;
const VIRTUAL = '\0native-core-js:';

/**
 * Some packages under Web Chat were compiled with core-js-pure, 240 kB of copies of what every browser since 2021 has
 * built in. Each import becomes the browser's own: «object/define-property» is Object.defineProperty,
 * «instance/flat-map» the flatMap of what it is given, «map» is Map.
 */
export function nativeCoreJs(): Plugin {
  return {
    name: 'goglobal:native-core-js',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (HELPER.test(source))
        return this.resolve(source.replace('runtime-corejs3', 'runtime'), importer, { skipSelf: true });
      const feature = FEATURE.exec(source)?.groups?.feature;
      return feature === undefined ? undefined : `${VIRTUAL}${feature}`;
    },
    load(id) {
      return id.startsWith(VIRTUAL) ? nativeModule(id.slice(VIRTUAL.length)) : undefined;
    },
  };
}

function nativeModule(feature: string): string {
  const [first = '', second] = feature.split('/');
  const value = second === undefined ? globalValue(first) : memberValue(first, second);
  return `const value = ${value};\nexport default value;\n`;
}

function globalValue(feature: string): string {
  if (feature === 'get-iterator-method') return '(it) => it?.[Symbol.iterator]';
  if (feature === 'get-iterator') return '(it) => it[Symbol.iterator]()';
  if (feature === 'is-iterable') return '(it) => it?.[Symbol.iterator] !== undefined';
  const name = camelCase(feature);
  // Functions are written parse-int, constructors weak-map: the page's own names tell which is which.
  return `globalThis.${name} ?? globalThis.${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function memberValue(first: string, second: string): string {
  if (first === 'instance') return `(it) => it.${camelCase(second)}`;
  const owner = camelCase(first);
  const name = `globalThis.${owner[0]?.toUpperCase()}${owner.slice(1)}`;
  const member = second === 'to-string-tag' ? 'toStringTag' : camelCase(second);
  return `typeof ${name}.${member} === 'function' ? ${name}.${member}.bind(${name}) : ${name}.${member}`;
}

function camelCase(words: string): string {
  return words.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
