// People who do not exist. Their numbers begin with the area 99, which no region of Indonesia has.

export interface Person {
  name: string;
  sex: 'L' | 'P';
  birth: { day: number; month: number; year: number };
  nik: string;
  kkNumber: string;
  phone: string;
  email: string;
  password: string;
}

const FIRST = { L: ['Bima', 'Surya', 'Galih', 'Wisnu', 'Panji'], P: ['Ratna', 'Melati', 'Kinanti', 'Sekar', 'Lestari'] };
const LAST = ['Contohwan', 'Misalnya', 'Umpama', 'Perdana', 'Purnama'];
const two = (number: number) => String(number).padStart(2, '0');
const three = (number: number) => String(number).padStart(3, '0');

/** 99 + region + district + DDMMYY (women: day + 40) + serial. */
export function nik(sex: Person['sex'], birth: Person['birth'], region: number, serial: number): string {
  return `99${two((region % 69) + 1)}01${two(birth.day + (sex === 'P' ? 40 : 0))}${two(birth.month)}${two(birth.year % 100)}${String(serial).padStart(4, '0')}`;
}

/**
 * Makes people that differ from each other, from those of every other worker, and from those of earlier
 * runs against the same server.
 */
export class People {
  private made = 0;
  private readonly run = Math.floor(Date.now() / 1000) % 1000;
  constructor(private readonly worker: number) {}

  another(overrides: Partial<Pick<Person, 'sex' | 'birth' | 'name'>> = {}): Person {
    this.made += 1;
    const at = this.made;
    const sex = overrides.sex ?? (at % 2 === 0 ? 'L' : 'P');
    const birth = overrides.birth ?? { day: (at % 28) + 1, month: (at % 12) + 1, year: 1960 + (at % 30) };
    const name = overrides.name ?? `${FIRST[sex][at % 5]} ${LAST[(at + this.worker) % 5]}`;
    const unique = `${this.run}x${this.worker}x${at}`;
    return {
      name,
      sex,
      birth,
      nik: nik(sex, birth, this.worker + this.run, 1 + ((this.run * 97 + at) % 9998)),
      kkNumber: `99${two((this.worker % 69) + 1)}010101${three(this.run)}${three(at)}`,
      phone: `0812${two(this.worker % 100)}${three(this.run)}${three(at)}`,
      email: `warga-${unique}@contoh.test`,
      password: 'kopi tubruk di beranda',
    };
  }
}
