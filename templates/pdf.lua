-- Gives back to the PDF what pandoc's Typst writer drops: ratings in their colour, charts with their alternative
-- text, and places where a very long word may break. Runs inside pandoc, so it is never taken from a register.

local colours = { ["rag-red"] = true, ["rag-amber"] = true, ["rag-green"] = true, ["rag-white"] = true, ["rag-none"] = true }
local longest_unbroken = 28
local break_after = 16
local longest_whole_row = 1200
local longest_whole_table = 16

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('%s+', ' ') .. '"'
end

local function rating(el)
  for _, class in ipairs(el.classes) do
    if colours[class] then return class end
  end
end

function Str(el)
  if utf8.len(el.text) > longest_unbroken then
    local pieces, count = {}, 0
    for _, code in utf8.codes(el.text) do
      local char = utf8.char(code)
      count = (char == '-' or char == '/') and break_after or count + 1
      pieces[#pieces + 1] = char
      if count == break_after then
        pieces[#pieces + 1] = utf8.char(0x200B)
        count = 0
      end
    end
    return pandoc.Str(table.concat(pieces))
  end
end

function Span(el)
  local class = rating(el)
  if class then
    local inner = { pandoc.RawInline('typst', '#rating("' .. class:sub(5) .. '")[') }
    for _, inline in ipairs(el.content) do inner[#inner + 1] = inline end
    inner[#inner + 1] = pandoc.RawInline('typst', ']')
    return inner
  end
end

function Image(el)
  local alt = pandoc.utils.stringify(el.caption)
  return pandoc.RawInline('typst', '#chart(' .. quoted(el.src) .. ', ' .. quoted(alt) .. ')')
end

local function whole(blocks, more)
  local how = '#block(breakable: false, width: 100%' .. (more and ', ' .. more or '') .. ')['
  table.insert(blocks, 1, pandoc.RawBlock('typst', how))
  blocks[#blocks + 1] = pandoc.RawBlock('typst', ']')
  return blocks
end

function Figure(el)
  local inner = {}
  for _, block in ipairs(el.caption.long) do inner[#inner + 1] = pandoc.Para(pandoc.Strong(block.content)) end
  for _, block in ipairs(el.content) do inner[#inner + 1] = block end
  return whole(inner)
end

local function mend_rows(rows)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      if #pandoc.utils.stringify(cell.contents) > longest_whole_row then
        cell.attributes['typst:breakable'] = 'true'
      end
    end
  end
end

function Header(el)
  if el.identifier == 'appendices' then return { pandoc.RawBlock('typst', '#pagebreak(weak: true)'), el } end
end

function Table(el)
  local rows = 0
  for _, body in ipairs(el.bodies) do
    mend_rows(body.body)
    rows = rows + #body.body
  end
  for _, column in ipairs(el.colspecs) do
    if column[1] == 'AlignDefault' then column[1] = 'AlignLeft' end
  end
  if rows <= longest_whole_table and #pandoc.utils.stringify(el) <= longest_whole_row then return whole({ el }) end
  return el
end

function Div(el)
  if el.classes:includes('block') then
    return whole(el.content, 'above: 1.5em')
  end
  if el.classes:includes('lead') then return whole(el.content, 'sticky: true') end
  if el.classes:includes('screen') then return {} end
  return el.content -- a Typst block around a section would swallow the space above its heading
end
