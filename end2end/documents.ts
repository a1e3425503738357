// Papers that do not exist: drawn by the browser, so they have the size, the type and the flaws of a photo.
import type { Browser, Page } from '@playwright/test';

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export interface Paper {
  title?: string;
  lines?: string[];
  width?: number;
  height?: number;
  /** Blur in CSS pixels: 8 makes it unreadable. */
  blur?: number;
  /** A bright spot, as a lamp leaves on a laminated card. */
  glare?: boolean;
}

export class Documents {
  /** What was drawn already: the same paper gives the same bytes, and drawing takes a second. */
  private readonly drawn = new Map<string, Promise<Buffer>>();

  /** One for all tests of a worker. */
  constructor(private readonly browser: Browser) {}

  async jpeg(paper: Paper = {}): Promise<Upload> {
    return { name: 'berkas.jpg', mimeType: 'image/jpeg', buffer: await this.draw('jpeg', paper, (page) => page.screenshot({ type: 'jpeg', quality: 85 })) };
  }

  async png(paper: Paper = {}): Promise<Upload> {
    return { name: 'berkas.png', mimeType: 'image/png', buffer: await this.draw('png', paper, (page) => page.screenshot({ type: 'png' })) };
  }

  async pdf(paper: Paper = {}): Promise<Upload> {
    return { name: 'berkas.pdf', mimeType: 'application/pdf', buffer: await this.draw('pdf', paper, (page) => page.pdf({ format: 'A4', printBackground: true })) };
  }

  /** A photo that tells where it was taken; the server must forget that. */
  async jpegWithPlace(paper: Paper = {}): Promise<Upload> {
    const { buffer } = await this.jpeg(paper);
    return { name: 'berkas.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([buffer.subarray(0, 2), EXIF_WITH_PLACE, buffer.subarray(2)]) };
  }

  /** A PDF of about so many bytes: they are kept as they are, and nothing makes them fewer. */
  large(bytes: number, name = 'besar.pdf'): Upload {
    return { name, mimeType: 'application/pdf', buffer: simplePdf(`/Padding (${'x'.repeat(bytes)})`) };
  }

  /** A PDF that runs a script when it is opened. */
  activePdf(): Upload {
    return { name: 'aktif.pdf', mimeType: 'application/pdf', buffer: simplePdf('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>') };
  }

  /** A PDF as an office gets it signed: with a signature in it, which nobody here judges. */
  signedPdf(): Upload {
    return { name: 'kk.pdf', mimeType: 'application/pdf', buffer: simplePdf('/Perms << /ByteRange [0 1 2 3] >>') };
  }

  /** A PDF that asks for a password. */
  lockedPdf(): Upload {
    const id = '00112233445566778899aabbccddeeff';
    const key = '0'.repeat(64);
    const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${key}> /U <${key}> >> /ID [<${id}> <${id}>]`;
    return { name: 'terkunci.pdf', mimeType: 'application/pdf', buffer: simplePdf('', lock) };
  }

  /** A file that only its name calls a photo. */
  disguised(): Upload {
    return { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('#!/bin/sh\necho bukan foto\n') };
  }

  private draw(kind: string, paper: Paper, take: (page: Page) => Promise<Buffer>): Promise<Buffer> {
    const key = JSON.stringify([kind, paper]);
    const drawn = this.drawn.get(key) ?? this.drawAnew(paper, take);
    this.drawn.set(key, drawn);
    return drawn;
  }

  private async drawAnew({ title = 'SURAT KETERANGAN CONTOH', lines, width = 1200, height = 1600, blur = 0, glare = false }: Paper, take: (page: Page) => Promise<Buffer>): Promise<Buffer> {
    const context = await this.browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1, javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      const text = lines ?? Array.from({ length: 24 }, (_, at) => `Baris ${at + 1}: dokumen contoh untuk pengujian, bukan dokumen asli.`);
      const light = glare ? '<div style="position:fixed;inset:0;background:radial-gradient(circle at 60% 35%, #fff 0 28%, transparent 45%)"></div>' : '';
      await page.setContent(
        `<body style="margin:0;background:#6b5a48"><main style="margin:4%;padding:5%;background:#f6f3ea;color:#1a1a1a;font:${width / 42}px/1.6 serif${blur > 0 ? `;filter:blur(${blur}px)` : ''}">` +
          `<h1 style="text-align:center;font-size:1.5em">${title}</h1>${text.map((line) => `<p style="margin:.3em 0">${line}</p>`).join('')}</main>${light}`,
      );
      return await take(page);
    } finally {
      await context.close();
    }
  }
}

/** An Exif segment with a camera's name and the coordinates 6°10'30" S, 106°49'40" E. */
const EXIF_WITH_PLACE = (() => {
  const tiff = Buffer.alloc(160);
  const entry = (at: number, tag: number, type: number, count: number, value: number | string) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    if (typeof value === 'number') tiff.writeUInt32LE(value, at + 8);
    else tiff.write(value, at + 8, 'latin1');
  };
  const degrees = (at: number, ...parts: number[]) => parts.forEach((part, index) => {
    tiff.writeUInt32LE(part, at + index * 8);
    tiff.writeUInt32LE(1, at + index * 8 + 4);
  });
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8); // first directory: two entries
  entry(10, 0x010f, 2, 4, 'HP1\0');
  entry(22, 0x8825, 4, 1, 38); // where the place is
  tiff.writeUInt16LE(4, 38); // directory of the place: four entries
  entry(40, 1, 2, 2, 'S\0');
  entry(52, 2, 5, 3, 96);
  entry(64, 3, 2, 2, 'E\0');
  entry(76, 4, 5, 3, 120);
  degrees(96, 6, 10, 30);
  degrees(120, 106, 49, 40);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
})();

/** One empty page, with additions to the catalogue and to the trailer. */
function simplePdf(catalogue: string, trailer = ''): Buffer {
  const objects = [`<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size 4 /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
