import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';

import { binaryOf, runDingTalk } from '../../helpers/dingTalk.mts';
import { EXPENSE, LEAVE } from '../../nodes/DingTalk/approval/forms.ts';
import type { Parameters, Row, World } from '../row.mts';
import { operation } from '../row.mts';

const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const WITH_FILES: IBinaryKeyData = {
	file: binaryOf('a,b', 'a.csv', 'text/csv'),
	photo: binaryOf(Buffer.from(PIXEL, 'base64'), 'a.png', 'image/png'),
};

/** What the call of a row works on: an approval of its own each time, since most are over afterwards. */
interface Fresh {
	parameters: object;
	binary?: IBinaryKeyData;
	start?: (world: World) => string;
	/** Beside the start. */
	prepare?: (world: World) => void;
	tolerated?: Row['tolerated'];
}

const leave = ({ sandbox }: World): string =>
	sandbox.control.startApproval('alice', { processCode: 'PROC-SANDBOX-LEAVE', values: LEAVE })
		.processInstanceId;

/** It has ended, so nobody has to wait. */
function decided(world: World): string {
	const processInstanceId = leave(world);
	world.sandbox.control.actOnApproval(processInstanceId, 'lina', 'agree');
	return processInstanceId;
}

function withFile({ sandbox }: World): string {
	const file = sandbox.control.addApprovalFile('receipt.csv', Buffer.from('a,b'));
	const values = { ...EXPENSE, '附件 Attachments': JSON.stringify([file]) };
	return sandbox.control.startApproval('alice', { processCode: 'PROC-SANDBOX-EXPENSE', values })
		.processInstanceId;
}

function fresh(
	name: string,
	endpoint: string,
	{ parameters, binary, start = leave, prepare, tolerated }: Fresh,
): Row {
	const [path] = name.split(':');
	const [resource, operationName] = path.split('/');
	return {
		name,
		operation: path,
		endpoint,
		tolerated,
		async start(world) {
			let processInstanceId = '';
			const input: INodeExecutionData[] = [{ json: {}, ...(binary ? { binary } : {}) }];
			const call = async () => {
				const { items, error } = await runDingTalk({
					parameters: {
						resource,
						operation: operationName,
						processInstanceId,
						...parameters,
					} as Parameters,
					input,
					credentials: world.credentials,
				});
				return { output: items, error };
			};
			return Object.assign(call, {
				before: async () => {
					processInstanceId = await Promise.resolve(start(world));
					prepare?.(world);
				},
			});
		},
	};
}

const INSTANCE = 'workflow.instance.get';

/** A decision, a hand-over or a comment: its call, the look for the task, and what its files take. */
const acts = (name: string, endpoint: string, parameters: object): Row[] => [
	fresh(name, endpoint, { parameters }),
	...(name === 'approval/comment' ? [] : [fresh(`${name}: which task`, INSTANCE, { parameters })]),
	...[
		'workflow.attachment.space',
		'storage.uploadInfo.query',
		'storage.file.commit',
		'media.upload',
	].map((part) =>
		fresh(`${name}: with files (${part})`, part, {
			parameters: { ...parameters, options: { files: 'file', photos: 'photo' } },
			binary: WITH_FILES,
		}),
	),
];

const refuseUrl = ({ sandbox }: World): void =>
	sandbox.control.addFault({
		match: { id: 'workflow.attachment.downloadUrl' },
		answer: { status: 400, body: { code: 'noPermission', message: '无访问权限' } },
	});

const list = { processCode: { __rl: true, mode: 'id', value: 'PROC-SANDBOX-LEAVE' } };

export const approvalRows: readonly Row[] = [
	fresh('approval/get', INSTANCE, { parameters: {} }),
	operation('approval/getAll', 'workflow.instanceIds.query', async (world) => {
		leave(world);
		return await Promise.resolve(list);
	}),
	operation('approval/getAll: with details', INSTANCE, async (world) => {
		leave(world);
		return await Promise.resolve({ ...list, withDetails: true });
	}),
	...acts('approval/approve', 'workflow.task.execute', { userId: 'lina' }),
	...acts('approval/refuse', 'workflow.task.execute', { userId: 'lina' }),
	...acts('approval/redirect', 'workflow.task.redirect', { userId: 'lina', toUserId: 'bob' }),
	...acts('approval/comment', 'workflow.instance.comment', { userId: 'lina', text: 'Soon' }),
	fresh('approval/waitForResult', INSTANCE, { parameters: {}, start: decided }),
	fresh('approval/terminate', 'workflow.instance.terminate', { parameters: {} }),
	fresh('approval/terminate: how it stands', INSTANCE, { parameters: {} }),
	fresh('approval/downloadAttachments', INSTANCE, { parameters: {}, start: withFile }),
	fresh('approval/downloadAttachments: the documented address', 'workflow.attachment.downloadUrl', {
		parameters: {},
		start: withFile,
		tolerated: { outcome: 'done', why: 'the drive hands the file out where the address fails' },
	}),
	...(['workflow.attachment.authPreview', 'storage.downloadInfo.query'] as const).map((part) =>
		fresh(`approval/downloadAttachments: by the drive (${part})`, part, {
			parameters: {},
			start: withFile,
			prepare: refuseUrl,
		}),
	),
];
