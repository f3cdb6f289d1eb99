import { InputError } from '../../shared/errors/inputError';
import type { Actor, FlowStep } from './forecast';

/** People for a step that lets whoever starts the approval choose them. */
export interface Choice {
	/** Name of the step, or its key; '' where there is only one. */
	step: string;
	userIds: string[];
}

export interface WireChoice {
	actionerKey: string;
	actionerUserIds: string[];
}

/**
 * The people for each step that wants to have them named.
 *
 * @param field what the form calls them
 * @throws InputError naming the step whose people are missing, too many or not among those who may be named
 */
export function chosenFor(
	field: string,
	steps: readonly FlowStep[],
	choices: readonly Choice[],
): WireChoice[] {
	// Without a key there is no way to name its people.
	const open = steps.filter(({ does, actorKey }) => does === 'select' && actorKey !== '');
	const byStep = new Map<FlowStep, Choice>();
	for (const choice of choices) {
		const step = stepOf(field, open, choice);
		if (byStep.has(step)) {
			throw new InputError(field, `names '${step.name}' twice`, 'Give its people in one row');
		}
		byStep.set(step, choice);
	}
	for (const step of open) {
		if (step.isRequired && !byStep.has(step)) throw missing(field, step);
	}
	return [...byStep].map(([step, { userIds }]) => {
		assertAllowed(field, step, userIds);
		return { actionerKey: step.actorKey, actionerUserIds: userIds };
	});
}

function stepOf(field: string, open: readonly FlowStep[], { step: name }: Choice): FlowStep {
	const found = open.filter((step) => name === '' || step.actorKey === name || step.name === name);
	if (found.length === 1) return found[0];
	const names = open.map((step) => step.name || step.actorKey).join(', ');
	if (open.length === 0) {
		throw new InputError(
			field,
			'names people, and no step of this approval lets them be chosen',
			"Take them out; for approvers of your own set 'Approval Flow' to that",
		);
	}
	throw new InputError(
		field,
		name === ''
			? `does not say which step they are for`
			: `names the step '${name.slice(0, 60)}', ${found.length > 1 ? 'and several have that name' : 'which is not one'}`,
		`Steps whose people are chosen: ${names}. Approval Process > Forecast tells their keys`,
	);
}

const missing = (field: string, step: FlowStep) =>
	new InputError(
		field,
		`has nobody for the step '${step.name || step.actorKey}', whose approvers are chosen by whoever starts it`,
		`Add a row for it with ${step.takesSeveral ? 'its people' : 'one person'}${among(step.candidates)}`,
	);

function assertAllowed(field: string, step: FlowStep, userIds: readonly string[]): void {
	if (!step.takesSeveral && userIds.length > 1) {
		throw new InputError(
			field,
			`names ${userIds.length} people for the step '${step.name}', which takes one`,
			'Give one person',
		);
	}
	const allowed = new Set(step.candidates.map(({ userId }) => userId));
	const stranger = userIds.find((userId) => allowed.size > 0 && !allowed.has(userId));
	if (stranger === undefined) return;
	throw new InputError(
		field,
		`names '${stranger}' for the step '${step.name}', who is not among those that may be chosen there`,
		`Choose${among(step.candidates)}`,
	);
}

const SHOWN_PEOPLE = 20;

const among = (people: readonly Actor[]): string => {
	if (people.length === 0) return '';
	const shown = people.slice(0, SHOWN_PEOPLE).map(({ userId, name }) => `${name} (${userId})`);
	return ` among ${shown.join(', ')}${people.length > SHOWN_PEOPLE ? ' and others' : ''}`;
};
