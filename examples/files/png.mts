import { crc32, deflateSync } from 'node:zlib';

const MARGIN = 20;
const BAR_GAP = 10;

type Colour = readonly [red: number, green: number, blue: number];

const PAPER: Colour = [250, 251, 253];
const AXIS: Colour = [120, 130, 145];
const TALL: Colour = [232, 93, 69];
const MIDDLE: Colour = [242, 178, 60];
const SHORT: Colour = [64, 170, 120];
const DESK: Colour = [126, 98, 74];
const INK: Colour = [52, 55, 66];

/** RGB pixels, eight bits each. */
class Picture {
	readonly pixels: Buffer;
	readonly width: number;
	readonly height: number;

	constructor(width: number, height: number, colour: Colour) {
		this.pixels = Buffer.alloc(width * height * 3);
		this.width = width;
		this.height = height;
		this.fill(0, 0, width, height, colour);
	}

	fill(left: number, top: number, width: number, height: number, colour: Colour): void {
		for (let y = top; y < top + height; y++) {
			for (let x = left; x < left + width; x++) this.pixels.set(colour, (y * this.width + x) * 3);
		}
	}

	toPng(): Buffer {
		const header = Buffer.alloc(13);
		header.writeUInt32BE(this.width, 0);
		header.writeUInt32BE(this.height, 4);
		header.set([8, 2, 0, 0, 0], 8);
		const rows = [];
		for (let y = 0; y < this.height; y++) {
			const start = y * this.width * 3;
			rows.push(Buffer.from([0]), this.pixels.subarray(start, start + this.width * 3));
		}
		return Buffer.concat([
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			chunk('IHDR', header),
			chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
			chunk('IEND', Buffer.alloc(0)),
		]);
	}
}

/** A bar chart as a PNG file: red for tall bars, yellow for middle ones, green for short ones. */
export function drawChart(values: number[]): Buffer {
	const picture = new Picture(320, 180, PAPER);
	const { width, height } = picture;
	const top = Math.max(...values);
	const step = (width - 2 * MARGIN) / values.length;
	const room = height - 2 * MARGIN;
	values.forEach((value, index) => {
		const tall = Math.round((value / top) * room);
		const left = Math.round(MARGIN + index * step + BAR_GAP / 2);
		const share = value / top;
		const colour = share > 0.66 ? TALL : share > 0.33 ? MIDDLE : SHORT;
		picture.fill(left, height - MARGIN - tall, Math.round(step - BAR_GAP), tall, colour);
	});
	picture.fill(MARGIN, height - MARGIN, width - 2 * MARGIN, 2, AXIS);
	return picture.toPng();
}

/** A receipt that lies on a desk, as a PNG file: a line of what was bought and its price for each pair of widths. */
export function drawReceipt(
	lines: ReadonlyArray<readonly [bought: number, price: number]>,
): Buffer {
	const picture = new Picture(180, 120 + lines.length * 14, DESK);
	const { width, height } = picture;
	const [left, right] = [MARGIN, width - MARGIN];
	picture.fill(left - 8, 10, right - left + 16, height - 20, PAPER);
	// The name of the shop, and a line below it.
	picture.fill(width / 2 - 40, 22, 80, 8, INK);
	picture.fill(left, 38, right - left, 1, AXIS);
	lines.forEach(([bought, price], index) => {
		const top = 46 + index * 14;
		picture.fill(left, top, bought, 4, AXIS);
		picture.fill(right - price, top, price, 4, AXIS);
	});
	// The total, and a bar code.
	const end = 50 + lines.length * 14;
	picture.fill(left, end, 36, 8, INK);
	picture.fill(right - 44, end, 44, 8, INK);
	for (let x = 0, n = 1; x < right - left - 6; n = (n * 5 + 3) % 7, x += 3 + n) {
		picture.fill(left + x, end + 20, 1 + (n % 3), 22, INK);
	}
	return picture.toPng();
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}
