/** Parts of a multipart form, by name; enough for what browsers send. */
export function formParts(type: string, body: Buffer): Map<string, Buffer> {
  const boundary = Buffer.from(`--${/boundary=([^;]+)/.exec(type)?.[1] ?? ""}`);
  const parts = new Map<string, Buffer>();
  let at = body.indexOf(boundary);
  while (at >= 0) {
    const next = body.indexOf(boundary, at + boundary.length);
    if (next < 0) {
      break;
    }
    const part = body.subarray(at + boundary.length + 2, next - 2);
    const end = part.indexOf("\r\n\r\n");
    const name = /name="([^"]*)"/.exec(part.subarray(0, end).toString())?.[1];
    if (name !== undefined) {
      parts.set(name, part.subarray(end + 4));
    }
    at = next;
  }
  return parts;
}
