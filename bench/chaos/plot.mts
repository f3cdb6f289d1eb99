import type { MemorySample } from './chaos.mts';

const WIDTH = 760;
const HEIGHT = 260;
const MARGIN = { left: 56, right: 30, top: 34, bottom: 40 };
const STYLE =
	'text{font:12px sans-serif;fill:#444}.title{font-size:14px;fill:#111}' +
	'.axis{stroke:#999}.grid{stroke:#e4e4e4}.band{fill:#d9e8fb}' +
	'.heap{stroke:#1a6fd4;fill:none}.resident{stroke:#d4761a;fill:none}.dot{fill:#1a6fd4}' +
	'.killed{stroke:#b3261e;stroke-dasharray:4 3;fill:none}';

interface Axis {
	from: number;
	to: number;
	ticks: number[];
	label(value: number): string;
	isLog?: boolean;
}

type Point = readonly [x: number, y: number];

/** Bars of the pauses before each attempt of the longest outage, for the terminal. */
export function barsOf(pauses: readonly number[][]): string {
	const longest = pauses.reduce((a, b) => (b.length > a.length ? b : a), []);
	const most = Math.max(...longest, 1);
	return longest
		.map((ms, index) => {
			const bar = '█'.repeat(Math.max(1, Math.round((ms / most) * 40)));
			const name = `attempt ${index + 1}`.padStart(10);
			return `${name}  ${(ms / 1000).toFixed(1).padStart(5)} s  ${bar}`;
		})
		.join('\n');
}

/** Both pictures below each other: pauses before reconnecting, and memory over time. */
export function toSvg(pauses: readonly number[][], memory: readonly MemorySample[]): string {
	const parts = [pausesPanel(pauses), ...(memory.length > 1 ? [memoryPanel(memory)] : [])];
	const height = HEIGHT * parts.length;
	const body = parts.map((part, row) => `<g transform="translate(0 ${row * HEIGHT})">${part}</g>`);
	const size = `width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`;
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><style>${STYLE}</style><rect width="100%" height="100%" fill="#fff"/>${body.join('')}</svg>\n`;
}

function pausesPanel(pauses: readonly number[][]): string {
	const attempts = Math.max(...pauses.map((one) => one.length), 2);
	const x: Axis = {
		from: 0.5,
		to: attempts + 0.5,
		ticks: Array.from({ length: attempts }, (_, index) => index + 1),
		label: String,
	};
	const y: Axis = {
		from: 300,
		to: 90_000,
		ticks: [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000],
		label: (ms) => `${ms / 1000} s`,
		isLog: true,
	};
	// What is promised: 1 s, doubled up to 60 s, of each between a half and the whole.
	const bounds = x.ticks.map((attempt) => Math.min(60_000, 1000 * 2 ** (attempt - 1)));
	const upper = bounds.map((ms, index) => [index + 1, ms * 1.1] as const);
	const lower = bounds.map((ms, index) => [index + 1, ms * 0.45] as const);
	const band = `<path class="band" d="${pathOf([...upper, ...lower.reverse()], x, y)}Z"/>`;
	const dots = pauses.flatMap((one) =>
		one.map((ms, index) => {
			const [left, top] = place([index + 1, Math.max(ms, y.from)], x, y);
			return `<circle class="dot" cx="${left}" cy="${top}" r="3"/>`;
		}),
	);
	return frame('Pause before each attempt to reconnect', 'attempt', x, y, band + dots.join(''));
}

function memoryPanel(memory: readonly MemorySample[]): string {
	const most = Math.max(
		...memory.map(({ heapMb, residentMb = 0 }) => Math.max(heapMb, residentMb)),
	);
	const step = most > 400 ? 100 : 50;
	const top = Math.ceil((most * 1.05) / step) * step;
	const lastPushes = memory.at(-1)?.pushes ?? 1;
	const x: Axis = {
		from: 0,
		to: lastPushes,
		ticks: Array.from({ length: 5 }, (_, index) => Math.round((lastPushes / 4) * index)),
		label: (value) => value.toLocaleString('en'),
	};
	const ticks = Array.from({ length: top / step + 1 }, (_, index) => index * step);
	const y: Axis = { from: 0, to: top, ticks, label: (value) => `${value} MB` };
	const line = (name: string, values: Point[]) =>
		`<path class="${name}" stroke-width="1.5" d="${pathOf(values, x, y)}"/>`;
	// A line for each life of n8n, and one between two where it was killed.
	const births = [...new Set(memory.map(({ kills }) => kills))];
	const lines = births.map((birth, index) => {
		const life = memory.filter(({ kills }) => kills === birth);
		const heap = life.map(({ pushes, heapMb }) => [pushes, heapMb] as const);
		const resident = life.map(({ pushes, residentMb = 0 }) => [pushes, residentMb] as const);
		const [born] = life;
		const killed: Point[] = [
			[born.pushes, y.from],
			[born.pushes, y.to],
		];
		const death = index === 0 ? '' : line('killed', killed);
		return death + line('heap', heap) + line('resident', resident);
	});
	const deaths = births.length > 1 ? '; killed before each dashed line' : '';
	return frame(
		`n8n’s memory: heap after garbage collection (blue), resident (orange)${deaths}`,
		'pushes',
		x,
		y,
		lines.join(''),
	);
}

function frame(title: string, xName: string, x: Axis, y: Axis, inner: string): string {
	const right = WIDTH - MARGIN.right;
	const bottom = HEIGHT - MARGIN.bottom;
	const rows = y.ticks.map((value) => {
		const [, top] = place([x.from, value], x, y);
		const line = `<line class="grid" x1="${MARGIN.left}" x2="${right}" y1="${top}" y2="${top}"/>`;
		return `${line}<text x="${MARGIN.left - 6}" y="${top + 4}" text-anchor="end">${y.label(value)}</text>`;
	});
	const columns = x.ticks.map((value) => {
		const [left] = place([value, y.from], x, y);
		return `<text x="${left}" y="${bottom + 16}" text-anchor="middle">${x.label(value)}</text>`;
	});
	const axes = `<path class="axis" fill="none" d="M${MARGIN.left} ${MARGIN.top}V${bottom}H${right}"/>`;
	const name = `<text x="${(MARGIN.left + right) / 2}" y="${bottom + 33}" text-anchor="middle">${xName}</text>`;
	const head = `<text class="title" x="${MARGIN.left}" y="20">${title}</text>`;
	return [head, ...rows, ...columns, axes, name, inner].join('');
}

function place([x, y]: Point, xAxis: Axis, yAxis: Axis): Point {
	const width = WIDTH - MARGIN.left - MARGIN.right;
	const height = HEIGHT - MARGIN.top - MARGIN.bottom;
	const left = MARGIN.left + share(x, xAxis) * width;
	const top = HEIGHT - MARGIN.bottom - share(y, yAxis) * height;
	return [Math.round(left * 10) / 10, Math.round(top * 10) / 10];
}

function share(value: number, { from, to, isLog }: Axis): number {
	const scale = (one: number) => (isLog === true ? Math.log(one) : one);
	return (scale(value) - scale(from)) / (scale(to) - scale(from));
}

const pathOf = (points: readonly Point[], x: Axis, y: Axis): string =>
	points
		.map((point, index) => `${index === 0 ? 'M' : 'L'}${place(point, x, y).join(' ')}`)
		.join('');
