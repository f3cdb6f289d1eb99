/** A person's, group's or robot's tile. */
import { h, icon } from './dom.js';
import { hue, initials } from './format.js';

/** Colour and letters follow from the name. */
export function avatar(name, kind = 'person') {
	const inside =
		kind === 'robot' ? icon('robot') : kind === 'group' ? icon('people') : initials(name);
	return h('span', { class: `avatar ${kind} hue-${hue(name)}`, 'aria-hidden': 'true' }, inside);
}
