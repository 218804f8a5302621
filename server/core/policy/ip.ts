/** A block of addresses: IPv4 has 32 bits, IPv6 128. */
export interface IpRange {
  readonly bits: 32 | 128;
  /** As written, bits behind the prefix included. */
  readonly address: bigint;
  readonly prefix: number;
}

/** `203.0.113.0/24`, `2001:db8::/32` or a single address. Undefined for anything else. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const four = parseIpv4(host);
  const address = four ?? parseIpv6(host);
  if (address === undefined) return undefined;
  const bits = four === undefined ? 128 : 32;
  if (slash < 0) return { bits, address, prefix: bits };
  const spelled = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(spelled)) return undefined;
  const prefix = Number(spelled);
  return prefix <= bits ? { bits, address, prefix } : undefined;
}

/** The first address of the block. */
export function networkOf(range: IpRange): IpRange {
  const hostBits = BigInt(range.bits - range.prefix);
  return { ...range, address: (range.address >> hostBits) << hostBits };
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: IpRange, inner: IpRange): boolean {
  if (outer.bits !== inner.bits || inner.prefix < outer.prefix) return false;
  const shift = BigInt(outer.bits - outer.prefix);
  return outer.address >> shift === inner.address >> shift;
}

/** In CIDR notation, IPv6 in its canonical form (RFC 5952). */
export function formatIpRange({ bits, address, prefix }: IpRange): string {
  return `${bits === 32 ? formatIpv4(address) : formatIpv6(address)}/${prefix}`;
}

/** Entirely in the ranges that RFC 1918 keeps for private networks. */
export function isPrivate(range: IpRange): boolean {
  return PRIVATE.some((block) => contains(block, range));
}

const PRIVATE: readonly IpRange[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (text) => parseIpRange(text) ?? [],
);

function parseIpv4(text: string): bigint | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  let address = 0n;
  for (const octet of match.slice(1)) {
    const value = Number(octet);
    if (value > 255) return undefined;
    address = (address << 8n) | BigInt(value);
  }
  return address;
}

function parseIpv6(text: string): bigint | undefined {
  if (!text.includes(':') || text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '');
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; the last may be an IPv4 address. */
function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const four = index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (four !== undefined) groups.push(Number(four >> 16n), Number(four & 0xffffn));
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
}

function formatIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  const text = groups.join(':');
  const runs = text.match(/(?:(?:^|:)0(?=:|$)){2,}/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}
