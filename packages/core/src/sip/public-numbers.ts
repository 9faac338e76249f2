/** What the public network makes of a number. */
export type PublicKind = 'an emergency' | 'a premium-rate' | 'a service'

/**
 * Numbers that the public network gives a meaning of its own, as digits: what a caller, or a language model, must not
 * reach by accident through a PBX with an outside line. In here is what means the same in many countries. What one
 * country alone gives a meaning (France's 3xxx, Britain's 0871) is for the PBX's own rules, and so are 100 to 109:
 * emergency numbers in India, Russia or Belgium, and the first extensions of very many offices.
 */
const table: readonly (readonly [PublicKind, RegExp])[] = [
  // ITU-T E.161.1 and Directive (EU) 2018/1972: 112, 911. Also behind the digit for an outside line (47 CFR § 9.16).
  ['an emergency', /^[09]?(?:112|911)$/],
  // 3GPP TS 22.101 §10.1.1, emergency numbers of any phone: 000, 08, 110, 118, 119, 999; 0110 as above.
  ['an emergency', /^(?:000|08|0?110|118|119|999)$/],
  // National numbering plans (ITU-T E.129): FR 15, 17, 18; NZ 111; IT, NO, VN 113; VN 114; DE (authorities), IT, IR 115;
  // CH, PH 117; CN 120; AT, CN, EG 122; AT, CL 133; AT, CH 144; CZ, SK 150, 158; CZ, TR 155; BR 190, 192, 193; TH 191.
  ['an emergency', /^(?:1[578]|11[13457]|12[02]|133|144|15[058]|19[0-3])$/],
  // ES 061, 062, 080, 085, 091, 092; SG 995; PL, SA 997, 998.
  ['an emergency', /^(?:06[12]|08[05]|09[12]|99[578])$/],
  // 0900 to 0909: AT, BE, CH, DE, GB, NL, SK and others; 0190: DE until 2005.
  ['a premium-rate', /^(?:090|0190)/],
  // NANP 900 and 976, Australia's 190, Czechia's 900.
  ['a premium-rate', /^(?:1?900\d{6,7}|190\d{7}|1?(?:\d{3})?976\d{4})$/],
  // ITU-T E.164.1 and E.169.2: +979 premium rate, +808 shared cost, +870, +881 to +883 satellites and networks.
  ['a premium-rate', /^(?:00|011)(?:979|808|870|88[1-3])/],
  // The national ones from abroad: 900 behind a country code of one to three digits; GB 9, 87, 84.
  ['a premium-rate', /^(?:00|011)(?:\d{1,3}900|449|448[47])/],
  // Directory enquiries: 118 with more digits, in most of Europe.
  ['a service', /^118\d/],
  // Decision 2007/116/EC: services of social value.
  ['a service', /^116\d{3}$/],
  // NANP N11 codes.
  ['a service', /^[2-8]11$/],
  // DE 0180 and 0137 (shared cost, televoting).
  ['a service', /^(?:0180|0137)\d/],
]

/** The kind of a number that the public network knows, or undefined: an extension like any other. */
export const publicKind = (digits: string): PublicKind | undefined =>
  table.find(([, pattern]) => pattern.test(digits))?.[0]
