-- Gives back to the PDF what pandoc's Typst writer drops: ratings in their colour, charts with their alternative
-- text, and places where a very long word may break. Runs inside pandoc, so it is never taken from a register.

local colours = { ["rag-red"] = true, ["rag-amber"] = true, ["rag-green"] = true, ["rag-white"] = true, ["rag-none"] = true }
local longest_unbroken = 28
local break_after = 12
local longest_whole_row = 1200

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
      count = count + 1
      pieces[#pieces + 1] = utf8.char(code)
      if count % break_after == 0 then pieces[#pieces + 1] = utf8.char(0x200B) end
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

function Figure(el)
  local inner = { pandoc.RawBlock('typst', '#block(breakable: false, width: 100%)[') }
  for _, block in ipairs(el.caption.long) do inner[#inner + 1] = pandoc.Para(pandoc.Strong(block.content)) end
  for _, block in ipairs(el.content) do inner[#inner + 1] = block end
  inner[#inner + 1] = pandoc.RawBlock('typst', ']')
  return inner
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

function Table(el)
  for _, body in ipairs(el.bodies) do mend_rows(body.body) end
  for _, column in ipairs(el.colspecs) do
    if column[1] == 'AlignDefault' then column[1] = 'AlignLeft' end
  end
  return el
end

function Div(el)
  if el.classes:includes('block') then
    table.insert(el.content, 1, pandoc.RawBlock('typst', '#block(breakable: false, width: 100%, above: 1.5em)['))
    table.insert(el.content, pandoc.RawBlock('typst', ']'))
    return el.content
  end
  if el.classes:includes('screen') then return {} end
  return el.content -- a Typst block around a section would swallow the space above its heading
end
