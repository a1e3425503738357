// 500 things that have been scripts somewhere: a few of them in `make test`, all of them with PAYLOADS=500 (`make prove`).

/** Ways to have something run. */
export const VECTORS = [
  (call: string) => `<script>${call}</script>`,
  (call: string) => `<img src=x onerror=${call}>`,
  (call: string) => `<svg onload=${call}>`,
  (call: string) => `<svg><script>${call}</script></svg>`,
  (call: string) => `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  (call: string) => `<body onload=${call}>`,
  (call: string) => `<input autofocus onfocus=${call}>`,
  (call: string) => `<details open ontoggle=${call}>`,
  (call: string) => `<iframe srcdoc="<script>parent.${call}</script>">`,
  (call: string) => `<iframe src="javascript:parent.${call}">`,
  (call: string) => `<a href="javascript:${call}" autofocus>x</a>`,
  (call: string) => `<form><button formaction="javascript:${call}">x`,
  (call: string) => `<video><source onerror=${call}></video>`,
  (call: string) => `<object data="javascript:${call}"></object>`,
  (call: string) => `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  (call: string) => `<link rel=stylesheet href=x onerror=${call}>`,
  (call: string) => `<style onload=${call}></style>`,
  (call: string) => `<math><mtext><img src=x onerror=${call}></mtext></math>`,
  (call: string) => `<template><script>${call}</script></template>`,
  (call: string) => `<x onmouseover=${call} style="position:fixed;inset:0">`,
];
/** Ways out of where a text stands. */
const WAYS_OUT = ['', '">', "'>", '" ', "' ", '</textarea>', '</title>', '</script>', '</style>', '</option></select>', '</template>', '</noscript>', '-->', '--!>', ']]>', '`', '\\"', "\\'", '\\u003c/script>', '%22%3E', '&quot;&gt;', '&lt;/script&gt;', '{{', '${', '\u2028'];

/** How many of them are tried. */
export const wanted = Number(process.env.PAYLOADS ?? 40);
/** All of them; each calls `ran` with its own number. */
export const all = VECTORS.flatMap((vector, at) => WAYS_OUT.map((out, of) => out + vector(`ran(${at * WAYS_OUT.length + of})`)));
export const chosen = all.filter((_, at) => Math.floor((at * wanted) / all.length) !== Math.floor(((at - 1) * wanted) / all.length));
