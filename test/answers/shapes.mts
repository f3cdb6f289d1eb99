/** Right answers of which one part has another shape, such as a list that is an object. */
import type { ForeignAnswer } from './foreign.mts';

export interface OddShape {
	/** e.g. `result.list.0 = "text"` */
	name: string;
	answer: ForeignAnswer;
}

const SHAPES: readonly unknown[] = ['text', { x: 1 }, ['text'], null];

type Path = ReadonlyArray<string | number>;

/** Every object and list in an answer, in each odd shape; of a list, the first entry stands for all. */
export function oddShapes(right: unknown): OddShape[] {
	return containersIn(right, []).flatMap((path) =>
		SHAPES.map((shape) => ({
			name: `${path.join('.')} = ${JSON.stringify(shape)}`,
			answer: {
				status: 200,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(withShape(right, path, shape)),
			},
		})),
	);
}

function containersIn(value: unknown, path: Path): Path[] {
	if (typeof value !== 'object' || value === null) return [];
	const own = path.length > 0 ? [path] : [];
	const entries = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
	return [...own, ...entries.flatMap(([name, entry]) => containersIn(entry, [...path, name]))];
}

function withShape(value: unknown, [name, ...rest]: Path, shape: unknown): unknown {
	if (name === undefined) return shape;
	const copy: Record<string, unknown> = Array.isArray(value)
		? ([...value] as never)
		: { ...(value as object) };
	copy[name] = withShape(copy[name], rest, shape);
	return copy;
}
