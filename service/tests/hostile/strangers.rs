//! What is no document at all, under the names of documents.

use super::{Hostile, pictures};

/// The test file of virus scanners, in two halves so that no scanner minds this source.
pub(crate) fn eicar() -> Vec<u8> {
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

pub(crate) fn all() -> Vec<Hostile> {
    let contents: [(&str, Vec<u8>); 18] = [
        (
            "svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>"
                .to_vec(),
        ),
        ("svg-xml", b"<?xml version=\"1.0\"?><svg onload=\"x()\"/>".to_vec()),
        ("html", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("html-bom", b"\xef\xbb\xbf<html onload=\"alert(1)\">".to_vec()),
        ("php", b"<?php system($_GET['c']); ?>".to_vec()),
        ("script", b"#!/bin/sh\nrm -rf /\n".to_vec()),
        (
            "xml-entities",
            b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"a\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>"
                .to_vec(),
        ),
        ("zip", b"PK\x03\x04\x14\0\0\0\0\0".repeat(40)),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0".to_vec()),
        ("windows", [b"MZ\x90\0".as_slice(), &[0; 400]].concat()),
        ("linux", [b"\x7fELF\x02\x01\x01".as_slice(), &[0; 400]].concat()),
        ("office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(64)),
        ("rtf", b"{\\rtf1{\\object\\objdata 0105}}".to_vec()),
        ("gif-script", b"GIF89a/*\0\0\0\0\0\0*/=1;alert(1)//<script>".to_vec()),
        ("postscript", b"%!PS-Adobe-3.0\n(file) run\n".to_vec()),
        ("swf", b"FWS\x09\0\0\0\0".repeat(20)),
        ("tiff", b"II*\0\x08\0\0\0\xff\xff".repeat(20)),
        ("eicar", eicar()),
    ];
    let mut files = Vec::new();
    for (what, content) in &contents {
        for ending in ["jpg", "png", "webp", "pdf", "heic", "php.jpg"] {
            files.push((format!("{what}.{ending}"), content.clone()));
        }
    }
    // True pictures under names that would act: kept as what they are.
    for (kind, bytes) in pictures::good() {
        for ending in ["php", "html", "svg", "exe", "pdf", "heic"] {
            files.push((format!("{kind}.{ending}"), bytes.clone()));
        }
    }
    // HEIC by content under the name of a JPEG: told as such.
    for brand in [b"heic", b"heix", b"mif1", b"hevc"] {
        let content = [b"\0\0\0\x18ftyp", brand.as_slice(), b"\0\0\0\0mif1heic", &[7; 300]].concat();
        files.push((format!("{}.jpg", String::from_utf8_lossy(brand)), content));
    }
    files
}
