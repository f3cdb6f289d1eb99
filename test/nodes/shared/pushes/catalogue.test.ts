import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	ALL_EVENTS,
	EVENT_CATALOGUE,
	eventEntryOf,
} from '../../../../nodes/shared/pushes/catalogue';
import { eventDataOf } from '../../../../nodes/shared/pushes/eventData';
import { eventsField, pushFields } from '../../../../nodes/shared/pushes/fields';
import { pushOfHttpEvent } from '../../../../nodes/shared/pushes/read';

/** The events of the reference, in its order. */
const DOCUMENTED = `
	user_add_org user_leave_org org_admin_add org_admin_remove user_modify_org user_active_org
	org_dept_create org_dept_modify org_dept_remove org_change org_remove label_user_change
	label_conf_add label_conf_modify label_conf_del chat_add_member chat_remove_member chat_quit
	chat_disband chat_update_title chat_update_owner chat_template_change im_cool_app_install
	im_cool_app_uninstall robot_msg_read robot_msg_recall bpms_instance_change bpms_task_change
	workflow_form_change todo_task_create todo_task_update todo_task_delete calendar_event_change
	check_in attendance_check_record attend_group_change attend_shift_change
	attendance_approve_status_change leave_rule_change leave_quota_update attend_bossCheck_change
	attend_user_daily_summary_refresh attendance_report_column_change storage_dentry_create
	storage_dentry_update storage_dentry_delete blackboard_sent`
	.trim()
	.split(/\s+/);

it('has every event of the documentation, once, each with a name of its own', () => {
	expect(EVENT_CATALOGUE.map(({ eventType }) => eventType).sort()).toEqual([...DOCUMENTED].sort());
	const names = EVENT_CATALOGUE.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	expect(names.filter((name) => !/^[A-Z]\w+: [A-Z]/.test(name))).toEqual([]);
	expect(eventEntryOf('no_such_event')).toBeUndefined();
});

it('fills the Events dropdown, by name, all events first', () => {
	const options = eventsField.options as INodePropertyOptions[];
	expect(options[0]).toEqual({ name: 'All Events', value: ALL_EVENTS });
	expect(options.slice(1)).toEqual(
		EVENT_CATALOGUE.map(({ name, eventType }) => ({ name, value: eventType })),
	);
	const names = options.slice(1).map(({ name }) => name);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});

it.each(EVENT_CATALOGUE)(
	'spells the keys of $eventType as Stream does, however HTTP does',
	(entry) => {
		const values = entry.keys.map((key, index) => [key, `value ${index}`] as const);
		const spellings = [
			(key: string) => key[0].toUpperCase() + key.slice(1),
			(key: string) => key.toLowerCase(),
			(key: string) => key,
		];
		for (const spell of spellings) {
			const plain = Object.fromEntries(values.map(([key, value]) => [spell(key), value]));
			const envelope = { EventType: entry.eventType, EventTime: 1, BizId: 'b', eventId: 'e1' };
			expect(eventDataOf(pushOfHttpEvent({ ...envelope, ...plain }))).toEqual(
				Object.fromEntries(values),
			);
		}
	},
);

it('takes the right spelling where both are there, and passes on what it does not know', () => {
	const push = pushOfHttpEvent({
		EventType: 'user_add_org',
		UserId: ['old'],
		userId: ['new'],
		CorpId: 'dingcorp',
		NewThing: { Inner: 1 },
		IDs: [1],
	});
	expect(eventDataOf(push)).toEqual({ userId: ['new'], newThing: { Inner: 1 }, IDs: [1] });
});

it('keeps a corpId that belongs to the event itself', () => {
	const push = pushOfHttpEvent({ EventType: 'chat_quit', CorpId: 'dingcorp', ChatId: 'chat1' });
	expect(eventDataOf(push)).toEqual({ corpId: 'dingcorp', chatId: 'chat1' });
});

/** Every field, those inside collections included. */
const everyField = (fields: INodeProperties[]): INodeProperties[] =>
	fields.flatMap((field) => [
		field,
		...(field.type === 'collection' ? everyField(field.options as INodeProperties[]) : []),
	]);

it('asks in the words and the order that n8n wants', () => {
	for (const field of everyField(pushFields)) {
		if (field.type === 'boolean') expect(field.description).toMatch(/^Whether /);
		if (field.type !== 'collection') continue;
		const names = (field.options as INodeProperties[]).map(({ displayName }) => displayName);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	}
	expect(pushFields[0]).toMatchObject({ name: 'triggerOn', displayName: 'Trigger On' });
	expect(pushFields[0].description).toBeUndefined();
});
