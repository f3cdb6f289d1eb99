import { ownCall } from '../../../nodes/shared/toolCall';

/** A context as n8n makes it for calls of a tool; `calls` are the arguments that it keeps, by number. */
class Context {
	private readonly calls: Array<Record<string, unknown> | undefined>;

	readonly runIndex: number;

	constructor(calls: Array<Record<string, unknown> | undefined>, runIndex: number) {
		this.calls = calls;
		this.runIndex = runIndex;
	}

	getNode() {
		return { id: 't', name: 'Tool', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
	}

	getWorkflowDataProxy() {
		const given = this.calls[this.runIndex];
		const $fromAI = (key: string) => {
			if (!given) throw new Error('No execution data available');
			return (given.query as Record<string, unknown> | undefined)?.[key] ?? given[key];
		};
		return { $fromAI };
	}

	getNodeParameter(key: string) {
		return this.getWorkflowDataProxy().$fromAI(key);
	}
}

/** As contexts of `execute` are: bound to itself. */
class BoundContext extends Context {
	override getNodeParameter = (key: string) => this._getNodeParameter(key);

	_getNodeParameter(key: string) {
		return this.getWorkflowDataProxy().$fromAI(key);
	}
}

const own = (context: Context, args: object) => ownCall(context as never, args as never) as Context;

it('leaves a context alone that gives the call`s own arguments', () => {
	const context = new Context([{ text: 'a' }], 0);
	expect(own(context, { text: 'a' })).toBe(context);
});

it.each([
	['of an item', Context],
	['of a node with execute', BoundContext],
])('finds the arguments under another number, in a context %s', (_of, Kind) => {
	const context = new Kind([{ text: 'a', to: 'x' }, undefined, { text: 'b', to: 'x' }], 0);
	const found = own(context, { text: 'b', to: 'x' });
	expect(found.getNodeParameter('text')).toBe('b');
	// n8n's own context is as it was.
	expect(context.getNodeParameter('text')).toBe('a');
});

it('compares lists, objects, numbers and what is absent', () => {
	const args = { list: ['a', 'b'], rows: { n: 1 }, n: 2, nothing: null };
	const context = new Context([{ ...args, list: ['a'] }, { ...args, rows: { n: 2 } }, args], 0);
	expect(own(context, { ...args }).runIndex).toBe(2);
});

it('reads arguments below `query`, and an argument of that name', () => {
	const nested = new Context([{ query: { text: 'a' } }, { query: { text: 'b' } }], 0);
	expect(own(nested, { query: { text: 'b' } }).runIndex).toBe(1);
	const plain = new Context([{ query: 'a' }, { query: 'b' }], 0);
	expect(own(plain, { query: 'b' }).runIndex).toBe(1);
});

const MIXED_UP = 'n8n mixed up two calls of this tool that came at once, so nothing was sent';

it('refuses where the arguments are nowhere', () => {
	const context = new Context([{ text: 'a' }], 0);
	expect(() => own(context, { text: 'b' })).toThrow(MIXED_UP);
});

it('refuses where an n8n reads its parameters in a way that we do not know', () => {
	const context = new BoundContext([{ text: 'a' }, { text: 'b' }], 0);
	Object.assign(context, { _getNodeParameter: undefined });
	expect(() => own(context, { text: 'b' })).toThrow(MIXED_UP);
});
