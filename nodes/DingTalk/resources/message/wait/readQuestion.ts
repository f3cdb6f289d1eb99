import type { FormReader, ItemReader } from '../../../../shared/params/params';
import type { Question } from '../../../sendAndWait/waiting/question';
import { readForm } from './readForm';

/** The words of the buttons where the form has none. */
export const LABELS = { approve: 'Approve', decline: 'Decline', respond: 'Respond' } as const;

/** @throws InputError for a form that could not be shown */
export function readQuestion(read: ItemReader): Question {
	const type = read.choice<'approval' | 'form' | 'freeText'>('responseType');
	if (type === 'approval') return readApproval(read);
	const options = read.group('options');
	return {
		kind: 'form',
		title: wordsIn(options, 'responseFormTitle'),
		description: wordsIn(options, 'responseFormDescription'),
		buttonLabel: wordsIn(options, 'responseFormButtonLabel'),
		fields:
			type === 'form' ? readForm(read) : [{ name: 'text', type: 'textarea', isRequired: true }],
	};
}

function readApproval(read: ItemReader): Question {
	const values = read.part('approvalOptions', 'values');
	const approveLabel = (values && wordsIn(values, 'approveLabel')) ?? LABELS.approve;
	if (values?.choice('approvalType') !== 'double') return { kind: 'approval', approveLabel };
	const declineLabel = wordsIn(values, 'disapproveLabel') ?? LABELS.decline;
	return { kind: 'approval', approveLabel, declineLabel };
}

/** Undefined where there are no words, so that those of the page stand in. */
const wordsIn = (form: FormReader, name: string): string | undefined =>
	form.text(name).trim() || undefined;
