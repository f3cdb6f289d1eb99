import { crc32, storeZip } from '../../../../nodes/DingTalk/media/zip';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
	// The check value that every description of CRC-32 gives.
	['123456789', 0xcbf43926],
	['', 0],
	['消息', 0x0f2b813d],
])('crc32 of %p', (text, expected) => {
	expect(crc32(bytes(text))).toBe(expected);
});

/** Reads an archive by its central directory, as unpackers do. */
function unpack(archive: Uint8Array): Array<[string, string]> {
	const buffer = Buffer.from(archive);
	const end = buffer.length - 22;
	expect(buffer.readUInt32LE(end)).toBe(0x06054b50);
	let at = buffer.readUInt32LE(end + 16);
	expect(at + buffer.readUInt32LE(end + 12)).toBe(end);
	return Array.from({ length: buffer.readUInt16LE(end + 10) }, () => {
		expect(buffer.readUInt32LE(at)).toBe(0x02014b50);
		expect(buffer.readUInt16LE(at + 8)).toBe(0x0800);
		const size = buffer.readUInt32LE(at + 24);
		const nameLength = buffer.readUInt16LE(at + 28);
		const local = buffer.readUInt32LE(at + 42);
		const name = buffer.toString('utf8', at + 46, at + 46 + nameLength);
		expect(buffer.readUInt32LE(local)).toBe(0x04034b50);
		const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
		const content = buffer.subarray(start, start + size);
		expect(crc32(content)).toBe(buffer.readUInt32LE(at + 16));
		at += 46 + nameLength;
		return [name, content.toString('utf8')];
	});
}

test('stores files so that they can be unpacked again', () => {
	const files: Array<[string, string]> = [
		['消息.md', '# 你好 👋'],
		['empty.txt', ''],
		['b.txt', 'x'.repeat(70_000)],
	];
	const archive = storeZip(files.map(([name, content]) => ({ name, content: bytes(content) })));
	expect(unpack(archive)).toEqual(files);
});

test('gives the same bytes for the same files', () => {
	const entries = [{ name: 'a.txt', content: bytes('a') }];
	expect(Buffer.from(storeZip(entries)).equals(Buffer.from(storeZip(entries)))).toBe(true);
});
