// The pages that are weighed and what they may weigh, in brotli bytes. The numbers are the plan's:
// a public page fits into one round trip, the wizard is a tenth and the desk an eighth of the peer's client.
'use strict';
const fs = require('node:fs');

const bare = [
  { of: ['html', 'css'], most: 14_600 },
  { of: ['js', 'wasm'], most: 0 },
];
const plain = [
  { of: ['js'], most: 5_000 },
  { of: ['wasm'], most: 0 },
];
const everything = ['html', 'css', 'js', 'wasm', 'other'];
const wizard = [{ of: everything, most: 123_300 }];
const desk = [{ of: everything, most: 154_100 }];

/** The first link of a page that fits, as a person would follow it. */
const link = (from, pattern) => async (visitor) => {
  const { html } = await visitor.visit(from);
  const found = [...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]).find((href) => pattern.test(href));
  if (!found) throw new Error(`${from} has no link like ${pattern}`);
  return found;
};

/** Where a chain of links ends, redirects followed: `/permohonan/{id}/isi` leads to a step. */
const along = (...steps) => async (visitor) => {
  let at = '/permohonan';
  for (const pattern of steps) at = new URL((await visitor.visit(await link(at, pattern)(visitor))).at ?? visitor.at, visitor.base).pathname;
  return at;
};

/** A file that a page names for later. */
const later = (from, name) => async (visitor) => {
  const { html } = await visitor.visit(from);
  const [, found] = new RegExp(`data-module="(/aset/${name}[^"]+)"`).exec(html) ?? [];
  if (!found) throw new Error(`${from} names no ${name} for later`);
  return found;
};

const pages = [
  { name: 'front page', address: '/', budgets: bare },
  { name: 'what do I need', address: '/syarat', budgets: bare },
  { name: 'help', address: '/bantuan', budgets: bare },
  { name: 'public figures', address: '/statistik', budgets: bare },
  { name: 'privacy', address: '/privasi', budgets: bare },
  { name: 'register', address: '/daftar', budgets: plain },
  { name: 'sign in', address: '/masuk', budgets: plain },
  { name: 'my requests', address: '/permohonan', as: 'citizen', budgets: plain },
  { name: 'my family card', address: '/kk', as: 'citizen', budgets: plain },
  { name: 'address of my card', address: '/kk/alamat', as: 'citizen', budgets: plain },
  { name: 'my account', address: '/akun', as: 'citizen', budgets: plain },
  { name: 'wizard', address: along(/\/isi$/), as: 'citizen', budgets: wizard },
  { name: 'receipt', address: along(/^\/permohonan\/[0-9a-f-]{36}$/, /\/tanda-terima$/), as: 'citizen', budgets: bare },
  { name: 'officer desk', address: '/petugas/antrean', as: 'officer', budgets: desk },
];

/** What judges photos, as the page's own files name it: each knows the next one. */
const judge = async (visitor) => {
  let at = '/photo.js';
  for (const next of ['photo-worker', 'judge']) {
    const { body } = await visitor.get(at);
    const [found] = new RegExp(`/aset/${next}\\.[0-9a-f]+\\.\\w+`).exec(body.toString()) ?? [];
    if (!found) throw new Error(`${at} names no ${next}`);
    at = found;
  }
  return at;
};

/** Files that come when a page is usable already, by themselves or when somebody gets to a field: they delay nothing, but travel all the same. */
const background = [
  { address: '/sw.js', most: 5_000 },
  // What judges new passwords, 39,000 of it the list of common ones.
  { address: later('/daftar', 'strength'), most: 56_000 },
  // What judges photos, half of it the trees that were fitted; it comes with the first photo.
  { address: judge, most: 46_000 },
];

/** Who signs in, from the demonstration's own words: lines like `citizen: NAME / PASSWORD`. */
function accounts({ SERVER_DATA }) {
  const text = SERVER_DATA ? fs.readFileSync(`${SERVER_DATA}/demo.txt`, 'utf8') : '';
  const of = (word, also) => {
    const match = new RegExp(`\\b(?:${word}|${also})\\b[^:\\n]*:\\s*(\\S+)\\s*/\\s*(\\S+)`, 'i').exec(text);
    if (!match) throw new Error(`seed-demo named no ${word} ('${word}: NAME / PASSWORD')`);
    return { name: match[1], password: match[2] };
  };
  return { get citizen() { return of('citizen', 'warga'); }, get officer() { return of('officer', 'petugas'); } };
}

// The stripped release program with everything in it. The plan's 40 MB are not reached (ARCHITECTURE.md); it shall at least not grow.
const program = 66_000_000;

module.exports = { program, pages, background, accounts };
