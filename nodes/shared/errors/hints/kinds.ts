/** Why a call did not succeed; decides whether it is repeated and what the user is told. */
export type FailureKind =
	| 'credential' // Client ID or secret wrong
	| 'token' // access token refused or expired
	| 'scope' // the app lacks a permission
	| 'ip' // caller's address not allowed
	| 'range' // person or department outside the app's visible range
	| 'notFound'
	| 'robot' // robot disabled, removed, not in the group, or its security settings refuse
	| 'invalid' // DingTalk found the request faulty
	| 'tooLong'
	| 'unsafe' // content rejected
	| 'rateLimited' // refused now, may be accepted later
	| 'quota' // monthly quota spent; never repeated
	| 'banned' // the address is blocked for minutes
	| 'busy' // DingTalk could not say whether it did anything
	| 'foreign' // the answer is none that DingTalk gives to this call: outcome unknown
	| 'unknownApi'
	| 'unreachable' // never connected: nothing was done
	| 'connection' // connection lost or timed out: outcome unknown
	| 'unmade' // no request could be made of it: nothing was sent
	| 'cancelled'
	| 'other';
