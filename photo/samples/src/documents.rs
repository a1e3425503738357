//! Documents of people who do not exist: nothing official is copied, only how such papers are laid out.

use crate::{
    dice::Dice,
    paper::{Hand, Paper},
};

/// What lies on the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A4 across, a table of family members.
    Table,
    /// A4 upright, sentences.
    Certificate,
    /// As large as a bank card.
    Card,
    /// A4 upright with nothing on it.
    Empty,
}

const FIRST: [&str; 12] =
    ["MADE", "SITI", "BUDI", "AYU", "DIMAS", "RINA", "WAYAN", "DEWI", "AGUS", "NUR", "PUTRI", "SLAMET"];
const LAST: [&str; 10] = [
    "WIRAWAN",
    "RAHAYU",
    "SANTOSO",
    "LESTARI",
    "PRASETYO",
    "HANDAYANI",
    "SUPRIYADI",
    "ANGGRAINI",
    "KUSUMA",
    "HIDAYAT",
];
const WORDS: [&str; 14] = [
    "menerangkan",
    "bahwa",
    "pada",
    "tanggal",
    "telah",
    "lahir",
    "seorang",
    "anak",
    "dari",
    "suami",
    "istri",
    "berdasarkan",
    "keterangan",
    "nomor",
];

impl Kind {
    /// Width and height in millimetres.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::Table => (297.0, 210.0),
            Self::Certificate | Self::Empty => (210.0, 297.0),
            Self::Card => (85.6, 54.0),
        }
    }

    /// Draws it, so many pixels a millimetre.
    pub fn draw(self, scale: f32, dice: &mut Dice) -> Paper {
        let (width, height) = self.size();
        let mut paper = Paper::new(width, height, scale, dice.between(205.0, 238.0));
        match self {
            Self::Table => table(&mut paper, dice),
            Self::Certificate => certificate(&mut paper, dice),
            Self::Card => card(&mut paper, dice),
            Self::Empty => {}
        }
        paper
    }

    /// How high a digit of its numbers is, in millimetres.
    pub fn digit(self) -> f32 {
        0.71 * match self {
            Self::Table => 3.9,
            Self::Certificate | Self::Empty => 4.6,
            Self::Card => 5.2,
        }
    }
}

/// Sixteen digits of area 99, which does not exist.
fn nik(dice: &mut Dice) -> String {
    let (day, month, year) = (1 + dice.below(28), 1 + dice.below(12), 50 + dice.below(50));
    format!("99{:04}{day:02}{month:02}{year:02}{:04}", 101 + dice.below(300), 1 + dice.below(9000))
}

fn name(dice: &mut Dice) -> String {
    format!("{} {}", dice.one_of(&FIRST), dice.one_of(&LAST))
}

fn sentence(dice: &mut Dice, words: usize) -> String {
    (0..words).map(|_| *dice.one_of(&WORDS)).collect::<Vec<_>>().join(" ")
}

fn table(paper: &mut Paper, dice: &mut Dice) {
    let head = Hand { size: 9.0, bold: true, ink: 35.0 };
    let small = Hand { size: 3.6, bold: false, ink: 45.0 };
    let number = Hand { size: 3.9, bold: false, ink: 40.0 };
    paper.write(105.0, 20.0, "DAFTAR KELUARGA", head);
    paper.write(107.0, 29.0, "No.", Hand { size: 5.0, bold: true, ink: 40.0 });
    let digits = nik(dice);
    paper.number(116.0, 29.0, &digits, Hand { size: 5.0, bold: true, ink: 40.0 });
    for (line, label) in ["Nama Kepala Keluarga", "Alamat", "RT/RW", "Desa/Kelurahan"].iter().enumerate() {
        let base = 38.0 + 5.5 * line as f32;
        paper.write(14.0, base, label, small);
        let text = if line == 0 { name(dice) } else { sentence(dice, 3).to_uppercase() };
        paper.write(60.0, base, &format!(": {text}"), small);
    }
    let columns = [12.0, 20.0, 74.0, 116.0, 140.0, 172.0, 204.0, 244.0, 285.0];
    let (top, high) = (64.0, 8.2);
    let rows = 6 + dice.below(5);
    for row in 0..=rows + 1 {
        let y = top + high * row as f32;
        paper.line((columns[0], y), (columns[8], y), 0.25);
    }
    let bottom = top + high * (rows + 1) as f32;
    for x in columns {
        paper.line((x, top), (x, bottom), 0.25);
    }
    for (at, label) in
        ["No", "Nama Lengkap", "NIK", "Jenis", "Tempat Lahir", "Tanggal", "Pendidikan", "Pekerjaan"]
            .iter()
            .enumerate()
    {
        paper.write(columns[at] + 1.5, top + 5.6, label, Hand { bold: true, ..small });
    }
    let people = 3 + dice.below(2);
    for row in 0..people {
        let base = top + high * (row + 1) as f32 + 5.6;
        paper.write(columns[0] + 2.0, base, &(row + 1).to_string(), small);
        let person = name(dice);
        paper.write(columns[1] + 1.5, base, &person, small);
        let digits = nik(dice);
        paper.number(columns[2] + 1.5, base, &digits, number);
        for (column, left) in columns.iter().enumerate().take(8).skip(3) {
            let text = match column {
                3 => "LAKI-LAKI".to_owned(),
                5 => format!("{:02}-{:02}-19{}", 1 + dice.below(28), 1 + dice.below(12), 50 + dice.below(49)),
                _ => dice.one_of(&LAST).to_string(),
            };
            paper.write(left + 1.5, base, &text, small);
        }
    }
    paper.write(200.0, (bottom + 20.0).min(196.0), "Contohsari, 22-11-2026", small);
}

fn certificate(paper: &mut Paper, dice: &mut Dice) {
    let body = Hand { size: 4.6, bold: false, ink: 45.0 };
    paper.write(62.0, 36.0, "SURAT KETERANGAN", Hand { size: 9.5, bold: true, ink: 35.0 });
    paper.write(70.0, 46.0, "Nomor 474.1/0099/2026", body);
    let mut base = 66.0;
    for part in 0..3 {
        for _ in 0..2 + dice.below(2) {
            let text = sentence(dice, 8);
            paper.write(25.0, base, &text, body);
            base += 8.0;
        }
        let person = name(dice);
        paper.write(30.0, base, &format!("Nama : {person}"), body);
        base += 8.0;
        paper.write(30.0, base, "NIK :", body);
        let digits = nik(dice);
        paper.number(46.0 + 4.0 * part as f32, base, &digits, body);
        base += 13.0;
    }
    for _ in 0..3 {
        let text = sentence(dice, 8);
        paper.write(25.0, base, &text, body);
        base += 8.0;
    }
    paper.write(125.0, (base + 14.0).min(280.0), "Contohsari, 22-11-2026", body);
}

fn card(paper: &mut Paper, dice: &mut Dice) {
    let (small, tint) = (Hand { size: 2.9, bold: false, ink: 40.0 }, dice.between(165.0, 200.0));
    paper.fill([0.0, 0.0, 85.6, 54.0], tint);
    for stripe in 0..18 {
        let y = 3.0 * stripe as f32;
        paper.fill([0.0, y, 85.6, y + 0.7], tint + 8.0);
    }
    paper.write(24.0, 5.6, "PROVINSI CONTOH", Hand { size: 4.0, bold: true, ink: 35.0 });
    paper.write(4.0, 12.6, "NIK :", Hand { size: 4.6, bold: true, ink: 35.0 });
    let digits = nik(dice);
    paper.number(17.0, 12.6, &digits, Hand { size: 5.2, bold: true, ink: 35.0 });
    for (line, label) in
        ["Nama", "Tempat/Tgl Lahir", "Jenis Kelamin", "Alamat", "RT/RW", "Agama", "Status", "Pekerjaan"]
            .iter()
            .enumerate()
    {
        let base = 18.0 + 4.2 * line as f32;
        paper.write(4.0, base, label, small);
        let text = if line == 0 { name(dice) } else { dice.one_of(&LAST).to_string() };
        paper.write(26.0, base, &format!(": {text}"), small);
    }
    paper.fill([62.0, 16.0, 82.0, 42.0], 120.0);
    paper.fill([67.0, 21.0, 77.0, 34.0], 150.0);
}
