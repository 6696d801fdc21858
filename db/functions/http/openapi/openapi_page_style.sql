create or replace function sched_http.openapi_page_style()
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select $css$
:root { color-scheme: light dark; --text: #1c2733; --soft: #5b6875; --line: #d9e0e6; --back: #fff; --panel: #f5f7f9;
  --link: #0b62a8; --get: #0b6e4f; --post: #0b62a8; --patch: #8a5a00; --delete: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e9ee; --soft: #9aa7b4; --line: #33404c; --back: #12181e;
  --panel: #1b242c; --link: #6cb6f5; --get: #4cc38a; --post: #6cb6f5; --patch: #e0b050; --delete: #ff8a80; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); }
a { color: var(--link); }
nav { position: fixed; inset: 0 auto 0 0; width: 17rem; overflow: auto; padding: 1rem; background: var(--panel);
  border-right: 1px solid var(--line); }
nav h2 { font-size: .8rem; margin: 1rem 0 .2rem; }
nav a { display: block; padding: .1rem 0; font-size: .85rem; text-decoration: none; overflow-wrap: anywhere; }
input { width: 100%; padding: .5rem .6rem; font: inherit; color: inherit; background: var(--back);
  border: 1px solid var(--line); border-radius: 4px; }
main { margin-left: 17rem; padding: 1.5rem 2rem 4rem; max-width: 72rem; }
h1 { margin: 0; font-size: 1.6rem; }
main h2 { margin: 2.5rem 0 .5rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
h3 { margin: 1.1rem 0 .3rem; font-size: .9rem; }
.text { white-space: pre-line; max-width: 46rem; margin: .5rem 0; }
.soft { color: var(--soft); }
details { border: 1px solid var(--line); border-radius: 5px; margin: .45rem 0; }
summary { display: flex; gap: .8rem; align-items: baseline; padding: .45rem .8rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover, details[open] > summary { background: var(--panel); }
summary b { flex: none; width: 4rem; font-size: .78rem; letter-spacing: .03em; }
summary code { flex: none; overflow-wrap: anywhere; }
.get b { color: var(--get); } .post b { color: var(--post); } .patch b { color: var(--patch); }
.delete b { color: var(--delete); }
.inside { padding: .3rem 1rem 1rem; }
code, pre { font: .86rem/1.45 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
pre { position: relative; margin: .3rem 0; padding: .7rem 4.5rem .7rem .8rem; overflow: auto; background: var(--panel);
  border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
button { position: absolute; top: .4rem; right: .4rem; padding: .1rem .5rem; font: .8rem system-ui, sans-serif;
  color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 3px; cursor: pointer; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
td { padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top; }
td:first-child { width: 15rem; overflow-wrap: anywhere; } td:nth-child(2) { width: 12rem; overflow-wrap: anywhere; }
@media (max-width: 55rem) { nav { position: static; width: auto; border: 0; } nav section { display: none; }
  main { margin: 0; padding: 1rem; } summary { flex-wrap: wrap; }
  td { display: block; width: auto !important; border: 0; padding: 0; }
  tr { display: block; padding: .4rem 0; border-top: 1px solid var(--line); } }
$css$
$$;

comment on function sched_http.openapi_page_style() is
    'How the page that shows the description of the HTTP API looks (CSS).';
