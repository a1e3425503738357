// Families that do not exist, and accounts of their members, made without a browser.
import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import type { Mailbox } from './mailbox';
import { nik, type Person } from './people';
import { post, postOn } from './posts';

/** One line of a family card. Codes as on the official forms. */
export interface Member {
  id: string;
  name: string;
  nik: string;
  sex: '1' | '2';
  birth: Person['birth'];
  relation: string;
  education: string;
  marital: string;
}

export interface Family {
  applicant: Member;
  spouse: Member;
  /** A grown child whose education can change. */
  child: Member;
}

/** "0812…" as the mailbox and messages write it. */
export function international(phone: string): string {
  return phone.replace(/^0/, '+62');
}

/** The family of a person: spouse and a child who has just left school. */
export function familyOf(person: Person): Family {
  const serial = Number(person.nik.slice(12));
  const region = Number(person.nik.slice(2, 4)) - 1;
  const other = person.sex === 'L' ? 'P' : 'L';
  const relative = (name: string, sex: Person['sex'], birth: Person['birth'], shift: number, rest: Pick<Member, 'relation' | 'education' | 'marital'>): Member =>
    ({ id: randomUUID(), name, sex: sex === 'L' ? '1' : '2', birth, nik: nik(sex, birth, region, ((serial + shift) % 9998) + 1), ...rest });
  return {
    applicant: { id: randomUUID(), name: person.name, nik: person.nik, sex: person.sex === 'L' ? '1' : '2', birth: person.birth, relation: '1', education: '5', marital: '2' },
    spouse: relative(other === 'L' ? 'Jaka Tirtayasa' : 'Wulan Tirtasari', other, { day: 9, month: 4, year: person.birth.year + 1 }, 3001, { relation: '3', education: '5', marital: '2' }),
    child: relative('Bagas Wicaksono', 'L', { day: 4, month: 5, year: 2006 }, 6001, { relation: '4', education: '4', marital: '1' }),
  };
}

/** The form of one member, by the names of its fields. */
export function memberForm(member: Member): Record<string, string> {
  return {
    name: member.name,
    nik: member.nik,
    relation: member.relation,
    sex: member.sex,
    birth_place: 'Contoh',
    'birth_date.day': String(member.birth.day),
    'birth_date.month': String(member.birth.month),
    'birth_date.year': String(member.birth.year),
    religion: '1',
    education: member.education,
    occupation: '3',
    marital: member.marital,
  };
}

/** The head of a card, by the names of its fields. */
export const CARD_HEAD = { address: 'Dusun Kemiri 3', rt: '2', rw: '5', village: 'Contohsari', district: 'Contoh' };

/** Registers `person` and fills the card in; the cookies of `request` are signed in afterwards. */
export async function register(request: APIRequestContext, mailbox: Mailbox, person: Person, language = 'id'): Promise<Family> {
  await request.get(`/?lang=${language}`);
  const { name, nik: number, kkNumber, phone, email, password } = person;
  let phoneCode = '';
  const emailCode = await mailbox.codeAfter(email, async () => {
    phoneCode = await mailbox.codeAfter(international(phone), () =>
      postOn(request, '/api/daftar', { name, nik: number, kk_number: kkNumber, phone, email, password, password_again: password }, '/daftar/kode'));
  });
  await postOn(request, '/api/daftar-kode', { channel: 'email', email_code: emailCode }, '/daftar/kode');
  await postOn(request, '/api/daftar-kode', { channel: 'phone', phone_code: phoneCode }, '/kk');
  await postOn(request, '/api/kk', { number: kkNumber, ...CARD_HEAD }, '/kk/anggota/baru');
  const family = familyOf(person);
  for (const member of [family.applicant, family.spouse, family.child]) {
    await postOn(request, '/api/kk-anggota', { id: member.id, fresh: '1', ...memberForm(member) }, '/kk');
  }
  return family;
}

/** Signs out, without a browser. */
export function signOut(request: APIRequestContext) {
  return post(request, '/api/keluar', {});
}
