import { describe, expect, it } from 'vitest';
import { cleanName } from '../../src/attachments/clean-name.ts';
import { fc } from '../support/property.ts';

describe('the name of a file', () => {
  it.each([
    ['计划书 2026.pdf', '计划书 2026.pdf'],
    ['Plan.PDF', 'Plan.pdf'],
    ['photo.jpeg', 'photo.pdf'],
    ['invoice.pdf.exe', 'invoice.pdf.exe.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\temp\\plan.pdf', 'plan.pdf'],
    ['plan\u202Efdp.exe', 'planfdp.exe.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
    ['<b>"|?*', '_b_____.pdf'],
    ['CON', 'file-CON.pdf'],
    ['...', 'file.pdf'],
    ['', 'file.pdf'],
    [null, 'file.pdf'],
  ])('%j becomes %s', (name, clean) => {
    expect(cleanName(name, 'application/pdf')).toBe(clean);
  });

  it('is never a path, hidden, empty or endless, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const clean = cleanName(name, 'image/png');
        expect(clean).toMatch(/^[^./\\<>:"|?*\p{Cc}\p{Cf}][^/\\<>:"|?*\p{Cc}\p{Cf}]*\.png$/u);
        expect([...clean].length).toBeLessThanOrEqual(90);
      }),
    );
  });
});
