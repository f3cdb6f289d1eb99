import { choiceIn, choicesIn } from '../../../shared/values/choices';
import type { Draft, Reading } from './component';
import { text } from './component';

/** DDSelectField. @throws InputError when it is none of its options */
export const readChoice = (value: unknown, { field, component, timeZone }: Reading): Draft =>
	text(choiceIn(field, value, { options: component.options, timeZone }));

/** DDMultiSelectField: an array even for one. @throws InputError when one is none of its options */
export const readChoices = (value: unknown, { field, component, timeZone }: Reading): Draft =>
	text(JSON.stringify(choicesIn(field, value, { options: component.options, timeZone })));
