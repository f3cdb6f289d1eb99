import { checkForm } from '../behaviours/approval/values.mts';
import type { Said } from '../behaviours/approval/flow.mts';
import {
	comment,
	decide,
	openTasks,
	redirect,
	startApproval,
	stepsFor,
	terminate,
} from '../behaviours/approval/flow.mts';
import type { Store } from '../state/store.mts';
import type { ApprovalInstance, ApprovalTask } from '../state/types.mts';

/** What a person does with an approval in DingTalk. */
export type ApprovalAct = 'agree' | 'refuse' | 'redirect' | 'comment' | 'withdraw';

/** What comes with it. */
export interface ActDetails extends Said {
	/** Of `redirect`: who gets the task. */
	toUserId?: string;
}

function personIn(store: Store, userId: string): string {
	if (!store.people.get(userId)?.visible) throw new TypeError(`Nobody has the userId "${userId}"`);
	return userId;
}

function ownTask(instance: ApprovalInstance, userId: string): ApprovalTask {
	const task = openTasks(instance).find((one) => one.userId === userId);
	if (!task) throw new TypeError(`"${userId}" has nothing to decide in "${instance.title}"`);
	return task;
}

/** A person agrees, refuses, hands on, says something, or withdraws what they started. */
export function actOnApproval(
	store: Store,
	processInstanceId: string,
	userId: string,
	act: ApprovalAct,
	{ toUserId = '', ...said }: ActDetails = {},
): void {
	const instance = store.approvals.instances.get(processInstanceId);
	if (!instance) throw new TypeError(`No approval has the id "${processInstanceId}"`);
	personIn(store, userId);
	// What was decided still takes comments, what was withdrawn takes none.
	if (instance.status === 'TERMINATED' || (instance.status === 'COMPLETED' && act !== 'comment')) {
		throw new TypeError(`"${instance.title}" is over`);
	}
	switch (act) {
		case 'comment':
			return comment(store, instance, userId, said);
		case 'agree':
		case 'refuse':
			return decide(store, instance, ownTask(instance, userId), act, said);
		case 'redirect':
			return redirect(store, instance, ownTask(instance, userId), personIn(store, toUserId), said);
		case 'withdraw':
			if (userId !== instance.originatorUserId) {
				throw new TypeError(`"${userId}" did not start "${instance.title}"`);
			}
			return terminate(store, instance, userId, said.remark);
		default:
			throw new TypeError(`Nobody can do "${String(act)}" with an approval`);
	}
}

/** What a person fills in to start an approval. */
export interface ApprovalDraft {
	processCode: string;
	/** By label, as the wire has them. */
	values: Record<string, string>;
	/** For steps whose people the originator chooses: those, by the name of the step. */
	chosen?: Record<string, string[]>;
}

/** A person starts an approval in DingTalk; tells its id. */
export function startAsPerson(store: Store, userId: string, draft: ApprovalDraft): string {
	const { processCode, values, chosen = {} } = draft;
	const process = store.approvals.processes.get(processCode);
	if (!process) throw new TypeError(`No form has the code "${processCode}"`);
	const given = Object.entries(values).map(([name, value]) => ({ name, value }));
	const form = checkForm(store, process.components, given);
	if ('problem' in form) throw new TypeError(`"${form.problem.label}" is not filled in well`);
	const steps = stepsFor(process, form.values).map((step) => {
		if (step.kind !== 'target_select') return step;
		const userIds = chosen[step.name] ?? [];
		if (userIds.length === 0) throw new TypeError(`Nobody is chosen for "${step.name}"`);
		return { ...step, userIds: userIds.map((one) => personIn(store, one)) };
	});
	const instance = startApproval(store, {
		process,
		originatorUserId: personIn(store, userId),
		deptId: store.people.get(userId)?.deptIds[0] ?? '1',
		values: form.values,
		steps,
		ccAtStart: [],
		ccAtFinish: [],
	});
	return instance.processInstanceId;
}
