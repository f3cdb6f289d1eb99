/** Width and height in pixels. */
export interface PictureSize {
	width: number;
	height: number;
}

/** How much of a picture tells its size; the pictures that cameras put before it in a JPEG take some of it. */
export const HEAD_BYTES = 256 * 1024;

/**
 * The size of a picture from its beginning; undefined for what is no JPEG, PNG, GIF or BMP.
 *
 * @param head its first `HEAD_BYTES`
 */
export function pictureSize(head: Uint8Array): PictureSize | undefined {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
	if (begins(0x89, 0x50, 0x4e, 0x47) && head.length >= 24) {
		return { width: view.getUint32(16), height: view.getUint32(20) };
	}
	if (begins(0x47, 0x49, 0x46) && head.length >= 10) {
		return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
	}
	if (begins(0x42, 0x4d) && head.length >= 26) {
		// From the bottom up the height is above zero, from the top down below.
		return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
	}
	return begins(0xff, 0xd8) ? jpegSize(view) : undefined;
}

/** Segments: 0xFF, what it is, length. The frame has the size; C4, C8 and CC are no frames. */
function jpegSize(view: DataView): PictureSize | undefined {
	let at = 2;
	while (at + 9 <= view.byteLength) {
		if (view.getUint8(at) !== 0xff) return undefined;
		const marker = view.getUint8(at + 1);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
		// 0xFF may be repeated before a marker.
		at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
	}
	return undefined;
}
