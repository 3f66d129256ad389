/**
 * A text as a QR code, for a camera that is held before the screen.
 *
 * @module
 */
import { correction, generate } from "lean-qr";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";

/** White around the code, in modules (ISO/IEC 18004, 2015, section 6.3.8). */
const QUIET = 4;

/**
 * The dark modules as the path of one drawing: a rectangle for each run of them in a row.
 *
 * @param text What the code says.
 * @returns The path, and the side of the drawing with its quiet zone, in modules; `null` for a text
 * that no code holds.
 */
export function qrPath(text: string): { readonly path: string; readonly side: number } | null {
  let code;
  try {
    code = generate(text, { minCorrectionLevel: correction.M });
  } catch {
    return null;
  }
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      const start = x;
      while (code.get(x, y)) x++;
      if (x > start) path += `M${start + QUIET} ${y + QUIET}h${x - start}v1h${start - x}z`;
    }
  }
  return { path, side: code.size + 2 * QUIET };
}

/** Black on white in every theme: many cameras read nothing else. */
export function QrCode(props: { readonly text: string; readonly label: string }): VNode | null {
  const code = useMemo(() => qrPath(props.text), [props.text]);
  if (code === null) return null;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${code.side} ${code.side}`}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect width={code.side} height={code.side} fill="#FFFFFF" />
      <path d={code.path} fill="#101418" />
    </svg>
  );
}
