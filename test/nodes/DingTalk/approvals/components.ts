import type { Component } from '../../../../nodes/DingTalk/approvals/components/component';
import type { Found, WireValue } from '../../../../nodes/DingTalk/approvals/components/wire';
import { toWire } from '../../../../nodes/DingTalk/approvals/components/wire';
import type { FormRules, FormValues } from '../../../../nodes/DingTalk/approvals/components/form';
import { readForm } from '../../../../nodes/DingTalk/approvals/components/form';

/** A field of a schema; its ID and label tell its type unless they are given. */
export function component(type: string, more: Partial<Component> = {}): Component {
	const label = more.label ?? `A ${type}`;
	return {
		id: `${type}-1`,
		label,
		labels: [label],
		name: label,
		type,
		isRequired: false,
		isHidden: false,
		options: [],
		format: '',
		unit: '',
		isSingle: false,
		children: [],
		...more,
	};
}

/** A range of time has two labels. */
export const range = (more: Partial<Component> = {}): Component =>
	component('DDDateRangeField', {
		label: 'Start – End',
		labels: ['Start', 'End'],
		name: '["Start","End"]',
		...more,
	});

/** DingTalk that knows everybody by the ID given, and takes every file. */
export const everything: Found = {
	userIdsOf: async ({ people }) => await Promise.resolve(people.map(({ value }) => value)),
	photosOf: async (_field, files) =>
		await Promise.resolve(
			files.map((file) => ('url' in file ? file.url : `https://photos/${JSON.stringify(file)}`)),
		),
	attachmentsOf: async (_field, files) =>
		await Promise.resolve(
			files.map((file) =>
				'stored' in file
					? file.stored
					: {
							spaceId: '1',
							fileName: JSON.stringify(file),
							fileSize: '1',
							fileType: 'pdf',
							fileId: '2',
						},
			),
		),
};

const SHANGHAI: FormRules = { timeZone: 'Asia/Shanghai', held: {} };

/** What calls get of a form. */
export const wireOf = async (
	components: Component[],
	values: FormValues,
	rules: Partial<FormRules> = {},
): Promise<WireValue[]> =>
	await toWire(readForm('Form', components, values, { ...SHANGHAI, ...rules }), everything);

/** What calls get of one field. */
export async function valueOf(one: Component, value: unknown, rules: Partial<FormRules> = {}) {
	const [wire] = await wireOf([one], { [one.id]: value }, rules);
	return wire?.value;
}
