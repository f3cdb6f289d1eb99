import { HINTS, findHint } from '../../../../nodes/shared/errors/hints';

/** Codes of the reference's error tables, for the calls that the nodes make. */
const CODES = {
	token: ['40014', '40001', '42001', 'InvalidAuthentication', 'accesstoken.expired'],
	other: [
		'40000',
		'41001',
		'71006',
		'71009',
		'71012',
		'400051',
		'400052',
		'400054',
		'AuthenticationFailed.MissingParameter',
	],
	credential: ['40096', '40089', 'invalidClientIdOrSecret', '300005', '300001', '400101'],
	scope: ['60011', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
	ip: ['60020', 'Forbidden.AccessDenied.IpNotInWhiteList'],
	range: ['50002', '50004', 'permession.checkFailed', 'conversation.org.notMatch'],
	notFound: [
		'33012',
		'60121',
		'60003',
		'40031',
		'34001',
		'40007',
		'400013',
		'staffId.notExisted',
		'invalideChatId',
		'invalid.openConversationId',
		'group.disbanded',
		'robot.processQueryKey.expired',
		'processQueryKey.expireTime',
		'invalid.processQueryKey',
		'invalidParameter.robotCode.downloadCode',
		'71007',
	],
	robot: [
		'310000',
		'400102',
		'400106',
		'bot.stopped',
		'robot.oto.notExist',
		'chatbotId.notAllow.sendOTO',
		'invalidParameter.robotCode.empty',
		'invalidParameter.robotCode.invalid',
		'invalidParameter.robotCode.auth',
		'invalidParameter.robotCode.notExsit',
	],
	invalid: [
		'40035',
		'400002',
		'43002',
		'43004',
		'43005',
		'43009',
		'40068',
		'40069',
		'40004',
		'854001',
		'71008',
		'71010',
		'71011',
		'71013',
		'400050',
		'400053',
		'400105',
		'invalidParameter.userIds.empty',
		'invalidParameter.userIds.overMax',
		'invalidParameter.msgKey.invalid',
		'invalidParameter.msgParam.invalid',
		'invalidParameter.param.invalid',
		'miss.param.title',
		'receivers.exceed',
	],
	tooLong: ['460101', 'invalidParameter.msgParam.tooLong', '34016'],
	unsafe: [
		'430101',
		'430102',
		'430103',
		'430104',
		'contain.unsafe.url',
		'contain.notAllowed.text',
		'contain.notAllowed.picture',
		'contain.notAllowed.content',
		'40048',
	],
	rateLimited: [
		'90018',
		'90001',
		'90002',
		'90003',
		'90014',
		'660026',
		'130101',
		'410100',
		'Forbidden.AccessDenied.QpsLimitForApi',
		'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
		'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi',
		'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi',
		'request.overlimit',
		'qps.exceed.limit',
		'send.too.fast',
		'send.byToken.tooFast',
		'toomuch.msg',
		'too.many.group',
		'too.many.people',
	],
	quota: ['90020', '90030', 'Forbidden.AccessDenied.ApiCountLimitForOrg', '854002'],
	busy: ['-1', 'system.busy', 'systemBusy', 'system.error', 'systemError'],
	unknownApi: ['22', '404'],
} as const;

test.each(Object.entries(CODES).flatMap(([kind, codes]) => codes.map((code) => [code, kind])))(
	'knows that %s means %s',
	(code, kind) => {
		expect(findHint(code, '')?.kind).toBe(kind);
	},
);

test('tells the meanings of 310000 apart by the text, in both languages', () => {
	const kinds: Array<[string, RegExp]> = [
		['keywords not in content', /keywords/],
		['描述:关键词不匹配;解决方案:请联系群管理员', /keywords/],
		['ip 203.0.113.7 not in whitelist', /IP list/],
		['描述:ip不在白名单', /IP list/],
		['invalid timestamp', /timestamp/],
		['sign not match', /signature/],
		[
			'描述:机器人发送签名不匹配;解决方案:请确认签名和生成签名的时间戳必须都放在调用的网址中',
			/signature/,
		],
	];
	for (const [text, title] of kinds) expect(findHint('310000', text)?.title).toMatch(title);
});

test('tells a robot that is not there from a file that is not there', () => {
	expect(findHint('resource.not.found', 'robot 不存在')).toMatchObject({
		kind: 'robot',
		title: expect.stringMatching(/no such robot/),
		cure: expect.stringMatching(/one-to-one conversation/),
	});
	expect(findHint('resource.not.found', '')?.title).toMatch(/no such media file/);
	expect(findHint('resource.not.found', '@lADP')?.title).toMatch(/no such media file/);
});

test('knows nothing of unknown codes', () => {
	for (const code of ['', 'x', '88', '90019', '4001', 'xinvalidParameter'])
		expect(findHint(code, '')).toBeUndefined();
});

test('names no code in two rows of the same text, and shadows none by a pattern', () => {
	const seen = new Set<string>();
	for (const hint of HINTS) {
		for (const code of hint.codes) {
			const mark = `${String(code)} ${String(hint.text)}`;
			expect(seen.has(mark)).toBe(false);
			seen.add(mark);
			if (typeof code === 'string' && !hint.text)
				expect([code, findHint(code, '')?.title]).toEqual([code, hint.title]);
		}
	}
});

test('gives every row a sentence on what happened and one on what to do, without a full stop', () => {
	for (const { title, cure } of HINTS) {
		expect(title).toMatch(/^[A-Z].*[^.!]$/s);
		expect(cure).toMatch(/^[A-Z].{12,}[^.!]$/s);
	}
});
