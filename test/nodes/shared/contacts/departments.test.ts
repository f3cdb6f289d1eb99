import fc from 'fast-check';

import { toWireDepartmentId } from '../../../../nodes/shared/contacts/departmentId';
import { collectDown } from '../../../../nodes/shared/contacts/departments';
import { toJson } from '../../../../nodes/shared/wire/json';

test('a department ID goes out with all its digits', () => {
	fc.assert(
		fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
			expect(toJson({ dept_id: toWireDepartmentId(String(id)) })).toBe(`{"dept_id":${id}}`);
		}),
	);
});

/** Any graph of departments, with people in some of them; 0 is the root. */
const organisations = fc.integer({ min: 1, max: 25 }).chain((count) =>
	fc.array(
		fc.record({
			below: fc.array(fc.nat({ max: count - 1 }), { maxLength: 6 }),
			people: fc.array(fc.nat({ max: 30 }).map(String), { maxLength: 6 }),
		}),
		{ minLength: count, maxLength: count },
	),
);

test('everybody below comes exactly once, each department is read once, the limit holds', async () => {
	await fc.assert(
		fc.asyncProperty(organisations, fc.integer({ min: 1, max: 40 }), async (departments, limit) => {
			const reached = new Set<number>([0]);
			for (const id of reached) departments[id].below.forEach((below) => reached.add(below));
			const everybody = new Set([...reached].flatMap((id) => departments[id].people));
			const read: string[] = [];
			const collect = async (most: number) => {
				read.length = 0;
				return await collectDown(
					'0',
					async (id) => {
						read.push(id);
						const { people, below } = departments[Number(id)];
						return { items: people, below: below.map(String) };
					},
					(person) => person,
					most,
				);
			};
			const all = await collect(Number.POSITIVE_INFINITY);
			expect([...all].sort()).toEqual([...everybody].sort());
			expect(new Set(read).size).toBe(read.length);
			expect(read).toHaveLength(reached.size);
			expect(await collect(limit)).toEqual(all.slice(0, limit));
		}),
	);
});
