import type { FailureKind } from '../../../../nodes/shared/errors/failure';
import { HINTS, findHint } from '../../../../nodes/shared/errors/hints';
import { sourcesBelow } from '../../../helpers/sources.mts';

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
		'41044',
		'49003',
		'49023',
		'50003',
		'70001',
		'unauthorized',
		'auth.error',
		'auth.failed',
		'grayControlDenied',
		'todo.taskCreate.tokenTypeError',
		'AuthenticationFailed.MissingParameter',
	],
	credential: ['40096', '40089', 'invalidClientIdOrSecret', '300005', '300001', '400101'],
	scope: ['60011', 'apiPermissionDenied', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
	ip: ['60020', '90017', 'Forbidden.AccessDenied.IpNotInWhiteList'],
	range: ['50002', '50004', 'permession.checkFailed', '660036'],
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
		'conversation.org.notMatch',
		'conversation.org.dismatch',
		'session.notExisted',
		'session.expired',
		'invalidParameter.user.notFound',
		'miss.staffId',
		'40104',
		'60120',
		'34007',
		'40017',
		'34013',
		'660015',
		'660047',
		'885001',
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
		'send.forbidden',
		'bot.forbidden.sendMessage',
		'template.stopped',
		'template.not.existed',
		'resource.unavailable',
		'coolAppUnexist',
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
		'34004',
		'34014',
		'40005',
		'40008',
		'40011',
		'41005',
		'41029',
		'49010',
		'only.groupAdmin.canAtAll',
		'illegal.receivers',
		'invalid.param.actionCardTocanForward',
		'invalidParamter.role',
		'invalidParams',
		'paramBlank',
	],
	tooLong: ['460101', '101002', 'invalidParameter.msgParam.tooLong', '34016', '41101', '45002'],
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
		'41047',
		'45009',
	],
	quota: [
		'90020',
		'90030',
		'Forbidden.AccessDenied.ApiCountLimitForOrg',
		'854002',
		'1002',
		'41045',
		'49007',
	],
	busy: [
		'-1',
		'500',
		'500100',
		'34015',
		'unknown.send.result',
		'system.busy',
		'systemBusy',
		'system.error',
		'systemError',
		'systemInnerError',
	],
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

/** One code, several meanings: the text tells. */
test.each<[code: string, text: string, kind: FailureKind, title: RegExp]>([
	['300001', '', 'credential', /no group robot with this access token/],
	['300001', 'token is not exist', 'credential', /no group robot with this access token/],
	['300001', 'session 不存在', 'notFound', /session webhook/],
	['300001', 'msgtype is null', 'invalid', /does not take this as a message/],
	['300001', 'message param title or text is null ', 'invalid', /does not take this as a message/],
	['300001', 'param error', 'invalid', /does not take this as a message/],
	['310000', 'something new', 'robot', /security settings refuse/],
	['400402', '错误描述:参数 markdown --》 title 缺失，或者参数格式不正确', 'invalid', /A field/],
	['460101', 'description: body 大小不合法', 'tooLong', /too long/],
	['500100', 'description:系统异常，请稍后再试;', 'busy', /too busy/],
	['660026', '', 'rateLimited', /20 messages/],
	['660026', 'sending too many messages per minute', 'rateLimited', /20 messages/],
	['660026', '机器人发送消息失败', 'other', /scene group/],
	['400001', '系统错误', 'busy', /too busy/],
	['40000', 'access_token is blank', 'other', /no access token/],
	['40000', '参数错误', 'invalid', /request faulty/],
	['49023', '添加和删除外部联系人有交集', 'invalid', /added and removed/],
	['49023', '某人处于勿扰模式，拒绝加入群聊', 'other', /refuses to be added/],
	['71010', 'JSON解析失败', 'invalid', /as JSON/],
	['paramIllegal', 'PARAM ILLEGAL', 'invalid', /calendar request/],
	['paramIllegal', '请求参数非法', 'invalid', /the request faulty/],
	['paramIllegal', 'paramIllegal', 'invalid', /the request faulty/],
	['invalidParameter.robotCode.empty', '机器人robotCode为空', 'robot', /robot code/],
	[
		'invalidParameter.robotCode.empty',
		'机器人downloadCode为空',
		'invalid',
		/download code is empty/,
	],
	['invalidParameter.robotCode.auth', '此应用appkey和机器人robotCode不匹配', 'robot', /robot code/],
	['invalidParameter.robotCode.auth', '此downloadCode和机器人不匹配', 'notFound', /another robot/],
	['invalidParameter.robotCode.coolApp', '酷应用编码无效', 'robot', /cool app/],
	['invalidParameter.invalid', 'token对应机器人不存在', 'credential', /no group robot/],
	['Missingbody', 'body is mandatory for this action.', 'invalid', /lacks something/],
])('reads %s with "%s" as %s', (code, text, kind, title) => {
	expect(findHint(code, text)).toMatchObject({ kind, title: expect.stringMatching(title) });
});

test('says nothing of a number whose text is unknown where only the text tells', () => {
	for (const [code, text] of [
		['400001', '待办任务重复'],
		['400402', 'x'],
		['400401', ''],
		['Missingbody', ''],
		['MissingRoom', '会议码缺失'],
	])
		expect(findHint(code, text)).toBeUndefined();
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

test('has words for each code that is of our own making: DingTalk is not said to have refused with it', () => {
	// What is described by what came, by the network's code, or in a list of outcomes.
	const told = ['cancelled', 'incomplete', 'noFile', 'notDingTalk', 'ETIMEDOUT', 'unknownPerson'];
	const own = sourcesBelow('nodes', '.ts')
		.filter(({ file }) => !file.includes('/hints/'))
		.flatMap(({ text }) => [...text.matchAll(/\bcode: '([a-zA-Z]\w+)'/g)].map(([, code]) => code));
	expect(own.length).toBeGreaterThan(10);
	const wordless = own.filter((code) => !told.includes(code) && !findHint(code, ''));
	expect(wordless).toEqual([]);
});
