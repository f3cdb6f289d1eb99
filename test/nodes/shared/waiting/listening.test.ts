import { announceListener, whoHears } from '../../../../nodes/shared/waiting/listening';

test('tells who hears the presses of an app, as far as it can be known in this process', () => {
	expect(whoHears('a')).toBe('unknown');
	const events = announceListener('a', false);
	expect(whoHears('a')).toBe('nobody');
	const presses = announceListener('a', true);
	const more = announceListener('a', true);
	expect([whoHears('a'), whoHears('b')]).toEqual(['somebody', 'nobody']);
	presses();
	presses();
	expect(whoHears('a')).toBe('somebody');
	more();
	expect(whoHears('a')).toBe('nobody');
	events();
	expect(whoHears('a')).toBe('unknown');
});
