import { createHash } from 'node:crypto';

/** The look of all pages: for a phone first, light and dark, without anything that would have to be loaded. */
export const STYLE = `
:root{color-scheme:light dark;--back:#f2f3f5;--card:#fff;--text:#171a1d;--faint:#747677;--line:#dcdee0;--main:#0066db;--on-main:#fff;--bad:#c8261c}
@media(prefers-color-scheme:dark){:root{--back:#111;--card:#1f1f21;--text:#e9eaec;--faint:#9a9c9f;--line:#3a3b3e;--main:#4a90ff;--on-main:#0b1220;--bad:#ff7b72}}
*{box-sizing:border-box}
body{margin:0;padding:16px;background:var(--back);color:var(--text);font:16px/1.5 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",Roboto,"Segoe UI",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:560px;margin:0 auto;padding:20px;background:var(--card);border-radius:12px}
h1{margin:0 0 12px;font-size:20px;line-height:1.35}
.message{overflow-wrap:anywhere}
.message p{margin:0 0 4px;min-height:.6em}
.message .quote{padding-left:10px;border-left:3px solid var(--line);color:var(--faint)}
.faint{margin:12px 0 0;color:var(--faint);font-size:14px}
.fault{margin:4px 0 0;color:var(--bad);font-size:14px}
form{margin-top:16px}
.field{margin:0 0 16px;padding:0;border:0;min-width:0}
.field>label:first-child,legend{display:block;margin-bottom:4px;padding:0;font-weight:600;overflow-wrap:anywhere}
input:not([type=checkbox]):not([type=radio]),textarea,select{width:100%;min-height:44px;padding:9px 12px;border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;font:inherit}
textarea{min-height:112px;resize:vertical}
.choice{display:flex;gap:10px;align-items:center;min-height:40px}
.choice input{width:20px;height:20px;flex:none;margin:0;accent-color:var(--main)}
button{display:block;width:100%;min-height:48px;padding:10px 16px;border:1px solid var(--main);border-radius:10px;background:var(--main);color:var(--on-main);font:inherit;font-weight:600;overflow-wrap:anywhere;cursor:pointer}
button.decline{background:none;color:var(--bad);border-color:var(--bad)}
a{color:var(--main)}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
`;

/** Names the style in the pages' policy: no other is drawn. */
export const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
