import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';

/** White around the code, in modules: scanners need four (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code drawn here. Fetched with the code that draws it only when it is shown; until then, and without it, nothing. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let isWanted = true;
    import('qr').then(
      ({ encodeQR }) => {
        if (isWanted) setRows(encodeQR(text, 'raw', { ecc: 'medium', border: QUIET }));
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [text]);
  const size = rows.length;
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return rows.length === 0 ? null : (
    <svg className="move-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join('')} fill="#000" />
    </svg>
  );
}
