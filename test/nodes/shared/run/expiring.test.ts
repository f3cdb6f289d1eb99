import { Expiring } from '../../../../nodes/shared/run/expiring';

it('gives what was set until its time is over', () => {
	const map = new Expiring<string>();
	map.set('a', 'x', 100, 0);
	expect(map.get('a', 99)).toBe('x');
	expect(map.get('a', 100)).toBeUndefined();
	expect(map.get('b', 0)).toBeUndefined();
});

it('shrinks: what is over its time goes when something new comes', () => {
	const map = new Expiring<number>();
	for (let key = 0; key < 500; key++) map.set(`${key}`, key, key < 400 ? 100 : 10_000, 0);
	expect(map.size).toBe(500);
	map.set('new', 0, 10_000, 200);
	expect(map.size).toBe(101);
});

it('never holds more than it may; what was set longest ago goes first', () => {
	const map = new Expiring<number>(3);
	for (const key of ['a', 'b', 'c', 'a', 'd']) map.set(key, 1, 1000, 0);
	expect(map.size).toBe(3);
	expect(['a', 'b', 'c', 'd'].map((key) => map.get(key, 1))).toEqual([1, undefined, 1, 1]);
});

it('makes a value once, and lets it live as long as it is used', () => {
	const map = new Expiring<object>();
	const make = jest.fn(() => ({}));
	const first = map.use('a', make, 100, 0);
	expect(map.use('a', make, 100, 90)).toBe(first);
	expect(map.use('a', make, 100, 180)).toBe(first);
	expect(map.use('a', make, 100, 300)).not.toBe(first);
	expect(make).toHaveBeenCalledTimes(2);
});
