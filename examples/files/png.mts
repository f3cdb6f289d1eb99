import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 320;
const HEIGHT = 180;
const MARGIN = 20;
const BAR_GAP = 10;

type Colour = readonly [red: number, green: number, blue: number];

const PAPER: Colour = [250, 251, 253];
const AXIS: Colour = [120, 130, 145];
const TALL: Colour = [232, 93, 69];
const MIDDLE: Colour = [242, 178, 60];
const SHORT: Colour = [64, 170, 120];

/** A bar chart as a PNG file: red for tall bars, yellow for middle ones, green for short ones. */
export function drawChart(values: number[]): Buffer {
	const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
	fill(pixels, 0, 0, WIDTH, HEIGHT, PAPER);
	const top = Math.max(...values);
	const step = (WIDTH - 2 * MARGIN) / values.length;
	const room = HEIGHT - 2 * MARGIN;
	values.forEach((value, index) => {
		const height = Math.round((value / top) * room);
		const left = Math.round(MARGIN + index * step + BAR_GAP / 2);
		const share = value / top;
		const colour = share > 0.66 ? TALL : share > 0.33 ? MIDDLE : SHORT;
		fill(pixels, left, HEIGHT - MARGIN - height, Math.round(step - BAR_GAP), height, colour);
	});
	fill(pixels, MARGIN, HEIGHT - MARGIN, WIDTH - 2 * MARGIN, 2, AXIS);
	return encodePng(pixels);
}

function fill(
	pixels: Buffer,
	left: number,
	top: number,
	width: number,
	height: number,
	colour: Colour,
): void {
	for (let y = top; y < top + height; y++) {
		for (let x = left; x < left + width; x++) pixels.set(colour, (y * WIDTH + x) * 3);
	}
}

/** RGB pixels, eight bits each, as a PNG file. */
function encodePng(pixels: Buffer): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(WIDTH, 0);
	header.writeUInt32BE(HEIGHT, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const rows = [];
	for (let y = 0; y < HEIGHT; y++) {
		rows.push(Buffer.from([0]), pixels.subarray(y * WIDTH * 3, (y + 1) * WIDTH * 3));
	}
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}
