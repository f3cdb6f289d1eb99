import { toArgb } from '../../../../nodes/shared/messages/color';

test.each([
	['#1e90ff', 'FF1E90FF'],
	[' 1E90FF ', 'FF1E90FF'],
	['0x801e90ff', '801E90FF'],
	['801E90FF', '801E90FF'],
])('reads %j', (color, argb) => {
	expect(toArgb('Color', color)).toBe(argb);
});

test.each(['', 'green', '#fff', '0x1E90FF', '#1E90FF80', '1E90FF8'])('refuses %j', (color) => {
	expect(() => toArgb('Color', color)).toThrow(/^'Color' is not a color: /);
});
