//! Words of the calendar of the office.

words! {
    /// Days on which the office does not work.
    Calendar {
        title: "Kalender hari libur" | "Calendar of holidays",
        intro: "Pada hari-hari ini waktu layanan tidak berjalan. Perubahan menghitung ulang batas waktu permohonan yang masih terbuka." | "On these days the service time does not run. A change reckons anew when open requests are due.",
        add: "Tambah hari libur" | "Add a holiday",
        add_act: "Tambahkan" | "Add",
        day: "Tanggal" | "Date",
        date_day: "Tanggal" | "Day",
        date_month: "Bulan" | "Month",
        date_year: "Tahun" | "Year",
        name: "Nama hari libur" | "Name of the holiday",
        name_hint: "Contoh: Hari Natal, cuti bersama" | "For example: Christmas Day",
        days: "Hari libur" | "Holidays",
        none: "Belum ada hari libur. Sabtu dan Minggu sudah diperhitungkan." | "No holidays yet. Saturdays and Sundays are known already.",
        fixed: "dari pengaturan instalasi" | "from the settings of the installation",
        remove: "Hapus" | "Remove",
        link: "Kalender" | "Calendar",
    }
}
