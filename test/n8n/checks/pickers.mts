import assert from 'node:assert/strict';
import type { Editor } from '../../../harness/n8n/editor.mts';
import { EDITOR_WORKFLOW } from './editor.mts';
import type { Report } from './report.mts';

const SCOPES = {
	barePeople: ['userId', /qyapi_get_department_list/],
	bareDepartments: ['departmentId', /qyapi_get_department_list/],
	bareGroups: ['openConversationId', /permission/],
	bareRooms: ['room', /VideoConference\.Conference\.Read/],
} as const;

/** The pickers for people, departments, groups and rooms: list, search, pages, errors. */
export async function checkPickers(report: Report, editor: Editor): Promise<void> {
	await report.check('the picker of people lists them with their department', async () => {
		await editor.openNode(EDITOR_WORKFLOW, 'people');
		const picker = editor.picker('userId');
		assert.deepEqual(await picker.modes(), [
			'From list',
			'By ID',
			'By Mobile Number',
			'By Union ID',
		]);
		await picker.open();
		const names = await picker.items('李娜');
		await editor.shot('picker-people');
		assert.ok(names.includes('张伟 · 总公司 HQ'), names.slice(0, 5).join(', '));
		assert.deepEqual(new Set(names).size, names.length, 'somebody is listed twice');
	});
	await report.check('it loads the next page when one scrolls', async () => {
		const picker = editor.picker('userId');
		const names = await picker.scrollTo('Load 0120');
		assert.ok(names.includes('Load 0120 · 压测组 Load Test'), `${names.length} entries`);
		assert.deepEqual(new Set(names).size, names.length, 'somebody is listed twice');
	});
	await report.check('it searches at DingTalk, and takes the choice', async () => {
		const picker = editor.picker('userId');
		const found = await picker.search('Alice', 'Alice Chen');
		await editor.shot('picker-people-search');
		assert.deepEqual(found, ['Alice Chen · 前端小组 Frontend']);
		assert.match(await picker.pick('Alice Chen'), /Alice Chen/);
	});
	await report.check('the picker of departments lists the tree, and searches', async () => {
		await editor.openNode(EDITOR_WORKFLOW, 'departments');
		const picker = editor.picker('departmentId');
		assert.deepEqual(await picker.modes(), ['From list', 'By ID']);
		await picker.open();
		const names = await picker.items('Frontend');
		await editor.shot('picker-departments');
		assert.ok(
			names.some((name) => name.includes('研发部 Engineering')),
			names.join(', '),
		);
		assert.ok(!names.some((name) => name.includes('财务部')), 'it shows what the app may not see');
		const found = await picker.search('运维', '运维部 Operations');
		assert.equal(found.length, 1, found.join(', '));
	});
	await report.check('the picker of groups lists those with the robot', async () => {
		await editor.openNode(EDITOR_WORKFLOW, 'groups');
		const picker = editor.picker('openConversationId');
		assert.deepEqual(await picker.modes(), ['From list', 'By ID', 'By Chat ID']);
		await picker.open();
		const names = await picker.items('Scene Group');
		await editor.shot('picker-groups');
		assert.ok(
			names.some((name) => name.includes('cidPhoenix')),
			names.join(', '),
		);
		assert.ok(!names.some((name) => name.includes('cidNoRobot')), names.join(', '));
		const found = await picker.search('Scene', 'Scene Group');
		assert.equal(found.length, 1, found.join(', '));
	});
	await report.check(
		'the picker of rooms lists them with place and size, and searches',
		async () => {
			await editor.openNode(EDITOR_WORKFLOW, 'rooms');
			await editor.drawn();
			const picker = editor.picker('room');
			assert.deepEqual(await picker.modes(), ['From list', 'By ID']);
			await picker.open();
			const names = await picker.items('Bamboo');
			await editor.shot('picker-rooms');
			assert.ok(names.includes('10F Bamboo 竹 · HQ Tower 总部大厦 · 12 people'), names.join(', '));
			assert.deepEqual(await picker.search('Phone', 'Phone Booth'), [
				'12F Phone Booth 电话间 · Annex 附楼 · 1 person',
			]);
			assert.match(await picker.pick('Phone Booth'), /Phone Booth/);
		},
	);
	await report.check('the picker of rooms says whom to choose first', async () => {
		await editor.openNode(EDITOR_WORKFLOW, 'roomsOfNobody');
		await editor.drawn();
		const picker = editor.picker('room');
		await picker.open();
		const text = await picker.error();
		await editor.shot('picker-rooms-nobody');
		assert.match(text, /Choose a person in the form first/);
	});
	for (const [node, [parameter, scope]] of Object.entries(SCOPES)) {
		await report.check(`an app without permission: ${node} shows the error, no list`, async () => {
			await editor.openNode(EDITOR_WORKFLOW, node);
			const picker = editor.picker(parameter);
			await picker.open();
			const text = await picker.error();
			await editor.shot(`picker-${node}`);
			assert.match(text, /permission/);
			assert.match(text, scope);
			assert.match(text, /developer console/);
		});
	}
}
