import { ATTACHMENT_TYPES, type AttachmentType } from '../domain/attachment.ts';

/** Characters of a name, its ending left out. */
const LENGTH = 80;
const ENDINGS = new Set<string>([...Object.values(ATTACHMENT_TYPES), 'jpeg']);

/**
 * A name that no system takes for a path, a device or a program: without folders, controls, marks that turn writing round,
 * and characters that Windows reserves; its ending is that of what the bytes are.
 */
export function cleanName(name: string | null, type: AttachmentType): string {
  const plain = (name ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/^.*[/\\]/u, '')
    .replaceAll(/[<>:"|?*]/gu, '_')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const dot = plain.lastIndexOf('.');
  const base = dot >= 0 && ENDINGS.has(plain.slice(dot + 1).toLowerCase()) ? plain.slice(0, dot) : plain;
  const kept = [...base]
    .slice(0, LENGTH)
    .join('')
    .replaceAll(/^[. ]+|[. ]+$/gu, '');
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(kept);
  return `${kept === '' || isDevice ? `file${isDevice ? `-${kept}` : ''}` : kept}.${ATTACHMENT_TYPES[type]}`;
}
