// The office's own data, loaded as an office loads it: by the command line, beside the running server.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { CARD_HEAD, type Family, type Member } from './families';
import type { Person } from './people';

const HEADER = 'kk_number,address,rt,rw,village,district,postcode,name,nik,sex,birth_place,birth_date,religion,education,occupation,marital,relation,father,mother';

function line(person: Person, member: Member, occupation: string): string {
  const { day, month, year } = member.birth;
  const head = [person.kkNumber, CARD_HEAD.address, CARD_HEAD.rt, CARD_HEAD.rw, CARD_HEAD.village, CARD_HEAD.district, '55999'];
  return [...head, member.name.toUpperCase(), member.nik, member.sex, 'Contoh', `${day}-${month}-${year}`, '1', member.education, occupation, member.marital, member.relation, '', ''].join(',');
}

/**
 * Loads a family as the office knows it; `occupation` says whose is another one than was typed. Other tests may do so at
 * the same moment: each adds its families to one file, and every import loads all of it.
 */
export async function importFamily(person: Person, family: Family, occupation: (member: Member) => string): Promise<void> {
  const data = process.env.SERVER_DATA ?? '';
  const file = path.join(data, 'keluarga.csv');
  if (!fs.existsSync(file)) fs.writeFileSync(file, HEADER, { flag: 'a' });
  const members = [family.applicant, family.spouse, family.child];
  fs.appendFileSync(file, `\n${members.map((member) => line(person, member, occupation(member))).join('\n')}`);
  const binary = process.env.SERVER_BINARY ?? path.resolve(__dirname, '../target/release/kk-daring');
  const env = {
    PATH: process.env.PATH, KK_DATABASE_URL: process.env.SERVER_DATABASE_URL ?? `sqlite://${data}/kk.db`,
    KK_KEYS_FILE: path.join(data, 'keys.json'), KK_STORAGE_DIR: path.join(data, 'documents'), KK_DEMO: '1',
  };
  for (let left = 20; ; left -= 1) {
    try {
      await promisify(execFile)(binary, ['import-families', file], { env });
      return;
    } catch (error) {
      // Another import is running: what it loads holds this family too, or not yet.
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
