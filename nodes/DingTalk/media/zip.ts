/** A file of an archive. */
export interface ZipEntry {
	name: string;
	content: Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8_FLAG = 0x0800;
/** 1 January 1980, the first day of the format: the same content gives the same bytes. */
const DOS_DATE = 0x0021;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

/** The checksum of zip and gzip. */
export function crc32(content: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of content) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}

/** A zip archive of the files as they are, without compression. */
export function storeZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
	const locals: Buffer[] = [];
	const centrals: Buffer[] = [];
	let offset = 0;
	for (const { name, content } of entries) {
		const nameBytes = Buffer.from(name, 'utf8');
		const common = commonFields(nameBytes, content);
		const local = Buffer.concat([uint32(LOCAL_HEADER), common, nameBytes, Buffer.from(content)]);
		centrals.push(
			Buffer.concat([
				uint32(CENTRAL_HEADER),
				uint16(VERSION),
				common,
				// No comment, first disk, no attributes.
				Buffer.alloc(10),
				uint32(offset),
				nameBytes,
			]),
		);
		locals.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(centrals);
	const count = uint16(entries.length);
	return new Uint8Array(
		Buffer.concat([
			...locals,
			central,
			uint32(END_OF_CENTRAL),
			Buffer.alloc(4),
			count,
			count,
			uint32(central.length),
			uint32(offset),
			uint16(0),
		]),
	);
}

/** Version, flags, method (0: stored), time, date, checksum, both sizes, length of name and of extra field. */
function commonFields(name: Buffer, content: Uint8Array): Buffer {
	return Buffer.concat([
		uint16(VERSION),
		uint16(UTF8_FLAG),
		uint16(0),
		uint16(0),
		uint16(DOS_DATE),
		uint32(crc32(content)),
		uint32(content.length),
		uint32(content.length),
		uint16(name.length),
		uint16(0),
	]);
}

function uint16(value: number): Buffer {
	const buffer = Buffer.alloc(2);
	buffer.writeUInt16LE(value);
	return buffer;
}

function uint32(value: number): Buffer {
	const buffer = Buffer.alloc(4);
	buffer.writeUInt32LE(value);
	return buffer;
}
